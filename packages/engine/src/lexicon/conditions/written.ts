import type { Operator } from '../../querying/query.ts';
import type { ValueType } from '../../values/value-type.ts';

/** A condition as an instruction words it; which field it is about is settled when the fields are known. */
export type WrittenCondition = {
  /** The words that name the field; null when they are left out ("under $20"). */
  readonly subject: string | null;
  /** The kind of value that the words tell; null when any may be meant. */
  readonly type: ValueType | null;
  readonly op: Operator;
  readonly value: string | number | boolean | null;
  /** The words as they stand in the instruction. */
  readonly written: string;
};

/** A key of the order as an instruction words it. */
export type WrittenOrder = {
  readonly subject: string;
  readonly descending: boolean;
  readonly written: string;
};

/** Stands in an instruction where something was taken out, so that "… and price below 5" is known to go on. */
export const gap = '\uE000';

/** What a match was read as; `before` and `behind` are how many characters around it belong to it too. */
export type Taken<T> = { readonly found: readonly T[]; readonly before?: number; readonly behind?: number };

/** What a taker may look at: the match, and what stands around it. */
export type Match = {
  readonly groups: readonly string[];
  readonly before: string;
  readonly behind: string;
};

const sight = 80;
const mostTaken = 50;

/** Takes every match out of a text that `read` can make something of; what it returns null for stays. */
export const takeEach = <T>(
  text: string,
  pattern: RegExp,
  read: (match: Match, written: (taken: Taken<unknown>) => string) => Taken<T> | null,
): { readonly rest: string; readonly found: readonly T[] } => {
  // Most of what can be said is not said, and to look for one match costs less than to begin to list them.
  if (text.search(pattern) < 0) return { rest: text, found: [] };
  const found: T[] = [];
  let rest = '';
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index < from || found.length >= mostTaken) continue;
    const ahead = rest + text.slice(from, match.index);
    const end = match.index + match[0].length;
    const written = ({ before = 0, behind = 0 }: Taken<unknown>): string =>
      asWritten(ahead.slice(ahead.length - before) + text.slice(match.index, end + behind));
    const groups = [...match].map((group) => group ?? '');
    const taken = read(
      { groups, before: ahead.slice(-sight), behind: text.slice(end, end + sight) },
      written,
    );
    if (taken === null) continue;
    found.push(...taken.found);
    rest = `${ahead.slice(0, ahead.length - (taken.before ?? 0))} ${gap} `;
    from = end + (taken.behind ?? 0);
  }
  return { rest: rest + text.slice(from), found };
};

/** Words as they were written, without what joins them to the rest. */
export const asWritten = (text: string): string =>
  text
    .replaceAll(gap, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[,\s]+|[,\s]+$/g, '');
