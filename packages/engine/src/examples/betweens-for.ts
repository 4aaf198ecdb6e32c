import type { Between } from '../wrapper/wrapper.ts';

/** The words right before a value without what changes: `, weight: ` of `6-5, weight: `. */
const endOf = (text: string): string => /(?:[\p{L}]+)?[^\p{L}\p{N}]*$/u.exec(text)?.[0] ?? '';
const startOf = (text: string): string => /^[^\p{L}\p{N}]*(?:\p{L}+)?/u.exec(text)?.[0] ?? '';

/** What may stand around a value in its text on every page: all that stands there here, or only what touches it. */
export const betweensFor = ({ after, before }: Between): Between[] => {
  const afters = after === undefined ? [undefined] : [...new Set([endOf(after), after])];
  const befores = before === undefined ? [undefined] : [...new Set([startOf(before), before])];
  return afters.flatMap((a) =>
    befores.map((b) => ({
      ...(a === undefined || a === '' ? {} : { after: a }),
      ...(b === undefined || b === '' ? {} : { before: b }),
    })),
  );
};
