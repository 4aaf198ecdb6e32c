import type { Concept } from './concept.ts';
import { findConcept } from './find-concept.ts';

/** Splits at a separator, but not inside brackets. */
export const splitOutside = (
  text: string,
  isSeparator: (char: string, index: number) => boolean,
): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && isSeparator(char, i)) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
};

/** "…, where given, …" */
const inserted =
  /(?:\b(and))?,?\s*\b(?:if|where|when)\s+(?:it is |it's |they are |one is )?(?:given|available|present|shown|any|possible|applicable|marked|known)\s*,\s*/gi;
const leadingAnd = /^(?:and|as well as|plus|und|sowie|et|y|e|&)(?:\s+also)?\s+/i;
const and = /\s+(?:and|as well as|plus|und|sowie|et|y|&)\s+/i;

/** The items of "title, date and time, and the price" or "title / url / snippet"; brackets stay whole. */
export const splitList = (written: string): string[] => {
  const list = written.replace(inserted, (_, before: string | undefined) =>
    before === undefined ? ', ' : `${before} `,
  );
  const spacedSign = /\s[/+|]\s/.test(list);
  const tightSlash = !list.includes(',') && /^[\p{L}\s]+(?:\/[\p{L}\s]+)+$/u.test(list);
  const parts = splitOutside(
    list,
    (char, i) =>
      char === ',' ||
      (spacedSign && '/+|'.includes(char) && list.charAt(i - 1) === ' ') ||
      (tightSlash && char === '/'),
  );
  const isClosed = parts.length > 1 && leadingAnd.test(parts.at(-1) ?? '');
  return parts.flatMap((part, i) =>
    splitAnd(part.replace(leadingAnd, ''), i === parts.length - 1 && !isClosed),
  );
};

/** @param isOpen the list has no other "and" before its last item, so this one ends it. */
const splitAnd = (part: string, isOpen: boolean): string[] => {
  const outside = part.replace(/\([^)]*\)/g, (bracket) => '·'.repeat(bracket.length));
  const match = and.exec(outside);
  if (match === null) return [part];
  const before = part.slice(0, match.index);
  const behind = part.slice(match.index + match[0].length);
  if (!isSplit(before, behind, isOpen)) return [part];
  return [before, ...splitAnd(behind, isOpen)];
};

/** "date and time", "date and place" are one thing more often than two, unless the list ends there. */
const isSplit = (before: string, behind: string, isOpen: boolean): boolean => {
  if (/^(?:its|their|his|her|also|the|any|a|an|how|when|where|if)\s/i.test(behind)) return true;
  const isTime = /^(?:the )?(?:date|day)$/i.test(before) && /^times?$/i.test(behind);
  if (isOpen) return !isTime;
  const first = findConcept(lastWords(before));
  const second = findConcept(behind.replace(/\s+of\s.*$/, ''));
  return first !== null && second !== null && !(isDetail(first) && isDetail(second));
};

/** What shares a line with another detail: "date and place", "type and date". */
const isDetail = ({ name, type }: Concept): boolean =>
  type === 'date' || ['time', 'location', 'city', 'size', 'file_size', 'type'].includes(name);

const lastWords = (text: string): string =>
  text.replace(/^(?:the|any|its|their)\s+/i, '').replace(/^for\s.*?\sthe\s+/i, '');
