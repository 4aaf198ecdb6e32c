import { z } from 'zod';

/**
 * A short text that somebody wrote: trimmed, of 1 to `most` characters, without the ones that nobody sees and that
 * Postgres cannot keep (U+0000, halves of surrogate pairs).
 */
export const writtenText = ({ most }: { readonly most: number }) =>
  z
    .string('must be a text')
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must be at most ${most.toLocaleString('en')} characters`)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'must not hold control characters');
