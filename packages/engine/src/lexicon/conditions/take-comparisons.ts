import type { Operator } from '../../querying/query.ts';
import type { ValueType } from '../../values/value-type.ts';
import { findEntityKind } from '../entities.ts';
import { findConcept, readMeaning } from '../find-concept.ts';
import { singular } from '../words.ts';
import { behindPattern, comparatorPattern, dateWords, findComparator, opBehind } from './comparators.ts';
import { amountPattern, datePattern, readAmount, readDay } from './read-amount.ts';
import { readSubject } from './read-subject.ts';
import { type Match, type Taken, takeEach, type WrittenCondition } from './written.ts';

type Reading = { readonly rest: string; readonly found: readonly WrittenCondition[] };
type Written = (taken: Taken<unknown>) => string;

const range = new RegExp(
  `(?:\\b(?:between|zwischen|entre|from|von|de)\\s+)(${amountPattern})\\s*(?:and|to|und|bis|et|à|y|a|-|–)\\s*(${amountPattern})(?![\\d/-])`,
  'giu',
);
const compared = new RegExp(
  `(?<![\\p{L}\\d])(${comparatorPattern})\\s*(${amountPattern})(?![\\d/-])(?:\\s*(${behindPattern})(?!\\s*[$€£¥\\d]))?`,
  'giu',
);
const ended = new RegExp(
  `(?<![\\d.,/-])(${amountPattern})\\s*(${behindPattern})(?!\\s*[$€£¥\\d])(?:\\s*(stars?|%|percent)(?!\\p{L}))?`,
  'giu',
);
const dated = new RegExp(
  `(?<!\\p{L})(${Object.keys(dateWords).join('|')})\\s+(?:the\\s+)?(?:year\\s+)?(${datePattern})(\\s+on(?:ward)?s?\\b)?`,
  'giu',
);
const betweenDates = new RegExp(
  `(?<!\\p{L})(?:between|from)\\s+(${datePattern})\\s+(?:and|to|until|-|–)\\s+(${datePattern})`,
  'giu',
);

/** Takes out what compares with an amount or a date: "under $20", "with at least 50 reviews", "published after 2020". */
export const takeComparisons = (text: string): Reading => {
  const found: WrittenCondition[] = [];
  let rest = text;
  for (const take of [takeDateRanges, takeDates, takeRanges, takeCompared, takeEnded]) {
    const reading = take(rest);
    rest = reading.rest;
    found.push(...reading.found);
  }
  return { rest, found };
};

type Comparing = { readonly subject: string | null; readonly type: ValueType | null };

const takeRanges = (text: string): Reading =>
  takeEach(text, range, (match, written) => {
    const low = readAmount(match.groups[1] ?? '');
    const high = readAmount(match.groups[2] ?? '');
    if (low === null || high === null) return null;
    const type = low.type ?? high.type;
    if (type === null && !/^\s*(?:between|zwischen|entre)/i.test(match.groups[0] ?? '')) return null;
    return about(match, written, type, [
      ['>=', low.value],
      ['<=', high.value],
    ]);
  });

const takeCompared = (text: string): Reading =>
  takeEach(text, compared, (match, written) => {
    const comparator = findComparator(match.groups[1] ?? '');
    const amount = readAmount(match.groups[2] ?? '');
    if (comparator === null || amount === null) return null;
    const behind = match.groups[3] ?? '';
    const op = behind === '' ? comparator.op : opBehind(behind);
    const type = amount.type ?? comparator.type;
    const subject = comparator.about;
    return about(match, written, type, [[op, amount.value]], subject);
  });

const takeEnded = (text: string): Reading =>
  takeEach(text, ended, (match, written) => {
    const amount = readAmount(`${match.groups[1] ?? ''} ${match.groups[3] ?? ''}`);
    if (amount === null) return null;
    return about(match, written, amount.type, [[opBehind(match.groups[2] ?? ''), amount.value]]);
  });

/** A bare "in 2020" may say what the page is about; with a verb it is a condition. */
const takeDates = (text: string): Reading =>
  takeEach(text, dated, (match, written) => {
    const [, word = '', day = '', onward = ''] = match.groups;
    const value = readDay(day);
    const op = onward === '' ? dateWords[word.toLowerCase()] : '>=';
    if (value === null || op === undefined) return null;
    const event = eventBefore(match.before);
    if (event === null && (op === '=' || (word.toLowerCase() === 'from' && onward === ''))) return null;
    return aboutDate(match, written, event, [[op, value]]);
  });

const takeDateRanges = (text: string): Reading =>
  takeEach(text, betweenDates, (match, written) => {
    const low = readDay(match.groups[1] ?? '');
    const high = readDay(match.groups[2] ?? '');
    if (low === null || high === null) return null;
    return aboutDate(match, written, eventBefore(match.before), [
      ['>=', low],
      ['<=', high],
    ]);
  });

type Bound = readonly [op: Operator, value: number | string];

/** The conditions of a match, on the field in front of it, else the one whose unit stands behind it. */
const about = (
  match: Match,
  written: Written,
  type: ValueType | null,
  bounds: readonly Bound[],
  meant: string | null = null,
): Taken<WrittenCondition> | null => {
  const before = readSubject(match.before);
  const unit = before.phrase === null && type === null ? readUnit(match.behind) : null;
  if (unit === 'records') return null;
  const subject = before.phrase ?? unit?.phrase ?? meant;
  return conditions({ subject, type }, bounds, written, {
    before: before.length,
    behind: unit?.length ?? 0,
  });
};

const conditions = (
  { subject, type }: Comparing,
  bounds: readonly Bound[],
  written: Written,
  around: { readonly before: number; readonly behind: number },
): Taken<WrittenCondition> => ({
  ...around,
  found: bounds.map(([op, value]) => ({
    subject,
    type,
    op,
    value,
    written: written({ found: [], ...around }),
  })),
});

/** "2 bedrooms", "50 customer reviews": the noun behind an amount names the field; "10 products" counts records. */
const readUnit = (behind: string): { phrase: string; length: number } | 'records' | null => {
  for (const pattern of [/^\s*(\p{L}+\s\p{L}+)(?!\p{L})/u, /^\s*(\p{L}+)/u]) {
    const match = pattern.exec(behind);
    const phrase = match?.[1] ?? '';
    if (match === null) continue;
    const noun = singular(phrase.toLowerCase());
    const isRecord = findEntityKind(noun) !== null || /^(?:row|line|of them)$/.test(noun);
    const counted = readMeaning(`number of ${phrase}`);
    const own = readMeaning(phrase);
    const concept = counted.concept ?? (own.concept?.type === 'number' ? own.concept : null);
    if (concept !== null) return { phrase: concept.name, length: match[0].length };
    if (isRecord) return 'records';
  }
  return null;
};

const event =
  /(?:(?:that|which|who)\s+(?:were|was|are|is|have been|has been)\s+|\b(?:and|with|whose)\s+)?(?:\b(?:the|an?|their)\s+)?((?:\p{L}+\s)?\p{L}+)\s*$/iu;

type Event = { readonly phrase: string; readonly length: number };

/** "published", "with a release date": what happened on the date. */
const eventBefore = (before: string): Event | null => {
  const match = event.exec(before);
  const said = match?.[1] ?? '';
  for (const phrase of new Set([said.split(/\s/).at(-1) ?? '', said])) {
    const concept = findConcept(phrase);
    const happened = concept?.type === 'date' ? concept : findConcept(`date ${phrase}`);
    if (phrase === '' || happened?.type !== 'date' || !isEvent(phrase)) continue;
    const start = phrase === said ? (match?.index ?? 0) : before.trimEnd().length - phrase.length;
    return { phrase: happened.name, length: before.length - start };
  }
  return null;
};

const isEvent = (phrase: string): boolean =>
  /(?:ed|t|born|date|year|veröffentlicht|publiés?|publicad[oa]s?)$/i.test(phrase);

const aboutDate = (
  match: Match,
  written: Written,
  happened: Event | null,
  bounds: readonly Bound[],
): Taken<WrittenCondition> => {
  const bare = happened === null ? readSubject(match.before) : null;
  const isBare = bare !== null && bare.phrase === null;
  return conditions({ subject: happened?.phrase ?? null, type: 'date' }, bounds, written, {
    before: happened?.length ?? (isBare ? bare.length : 0),
    behind: 0,
  });
};
