import type { Page } from '../page/page.ts';
import type { CellContent } from '../regions/region.ts';
import { type ReadScope, selectorReader } from './read-selector.ts';
import type { Scope } from './scope.ts';
import { vote } from './vote.ts';
import type { WrapperField } from './wrapper.ts';

/** Up to so many records every way is asked of each of them; of longer lists some tell how far the ways can be trusted. */
const recordsVotedOn = 200;
const recordsSampled = 50;

/** Reads a field of all records: its ways vote. */
export const readField = (
  page: Page,
  { selectors, type }: WrapperField,
  scopes: readonly Scope[],
): (CellContent | null)[] => {
  const readers = selectors.map((selector) => selectorReader(page, selector));
  const voteOn = (scope: Scope): CellContent | null =>
    vote(
      selectors,
      type,
      readers.map((read) => read(scope)),
    ).content;
  if (scopes.length <= recordsVotedOn) return scopes.map(voteOn);
  const trusted = trustedReader(scopes, readers, (contents) => vote(selectors, type, contents));
  return trusted === null ? scopes.map(voteOn) : scopes.map((scope) => trusted(scope) ?? voteOn(scope));
};

/** The way that all others agreed with in every record of a sample, the one that found most; null when there was a dispute. */
const trustedReader = (
  scopes: readonly Scope[],
  readers: readonly ReadScope[],
  judge: (contents: readonly (CellContent | null)[]) => ReturnType<typeof vote>,
): ReadScope | null => {
  const step = Math.floor(scopes.length / recordsSampled);
  const found = readers.map(() => 0);
  for (let s = 0; s < scopes.length; s += step) {
    const scope = scopes[s];
    if (scope === undefined) break;
    const contents = readers.map((read) => read(scope));
    if (judge(contents).isDisputed) return null;
    contents.forEach((content, r) => {
      if (content !== null) found[r] = (found[r] ?? 0) + 1;
    });
  }
  return readers[found.indexOf(Math.max(...found))] ?? null;
};
