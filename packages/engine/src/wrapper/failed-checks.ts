import type { Replay } from './replay-wrapper.ts';
import type { Wrapper } from './wrapper.ts';

/** Below this share of what the template's records usually have, the page is of another template. */
const leastShare = 0.5;
/** A field of every record that is now found in next to none has moved. */
const usualFill = 0.9;
const leastFill = 0.2;
/** A few records may lack something by chance. */
const recordsToTell = 3;

/** What does not hold of a replay, a sentence each; empty when its rows can be believed. */
export const failedChecks = (wrapper: Wrapper, { scopes, columns }: Replay): string[] => {
  const { checks, fields, scope } = wrapper;
  const count = scopes.length;
  if (count < checks.records.least) return [`${count} records, at least ${checks.records.least} expected`];
  const fills = columns.map((cells) => cells.filter((cell) => cell !== null).length / Math.max(1, count));
  const usual = checks.nullRates.map((rate) => 1 - rate);
  const held = fills.reduce((sum, fill) => sum + fill, 0);
  const expected = usual.reduce((sum, fill) => sum + fill, 0);
  const faults: string[] = [];
  if (held === 0 || held < leastShare * expected)
    faults.push('the records lack most of what they usually have');
  fields.forEach(({ name }, f) => {
    const hasMoved = (usual[f] ?? 0) >= usualFill && (fills[f] ?? 0) < leastFill;
    if (scope === 'list' && count >= recordsToTell && hasMoved) faults.push(`"${name}" is not where it was`);
  });
  return faults;
};
