import { hash } from 'node:crypto';

/** What every key begins with, so that a leaked one is recognised by people and by secret scanners. */
const prefix = 'glk_';

/** A new key out of 256 random bits. */
export const formatApiKey = (secret: string): string => `${prefix}${secret}`;

/** Whether the text can be one of our keys at all; anything else is refused without asking the database. */
export const looksLikeApiKey = (text: string): boolean => /^glk_[A-Za-z0-9_-]{43}$/.test(text);

/** What is stored of a key. A plain SHA-256 will do: 256 random bits cannot be guessed, so nothing slows a guess. */
export const hashApiKey = (key: string): Uint8Array => hash('sha256', key, 'buffer');
