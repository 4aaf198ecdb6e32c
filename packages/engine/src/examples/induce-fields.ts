import type { Page } from '../page/page.ts';
import { type ReadScope, selectorReader } from '../wrapper/read-selector.ts';
import { readingText, squeezed } from '../wrapper/reading-text.ts';
import type { Scope } from '../wrapper/scope.ts';
import { weightOf } from '../wrapper/vote.ts';
import type { Selector } from '../wrapper/wrapper.ts';
import type { Place } from './place.ts';
import { createSelectorsFor } from './selectors-for.ts';

/** A known record: where it lies, and where the value of one field lies in it. */
export type KnownValue = { readonly scope: Scope; readonly places: readonly Place[] };

const mostSelectors = 5;
/** A way that finds something else than the others more often than this is not asked again. */
const leastTrust = 0.6;
const leastReachOfLabel = 0.3;
/** Of how many records the ways are compared. */
const scopesCompared = 40;

/** Finds the ways to a field's values that hold in all records known. @param scopes of all records, known or not. */
export type InduceField = (values: readonly KnownValue[], scopes: readonly Scope[]) => readonly Selector[];

/** A selector, ready to be asked. */
type Way = { readonly selector: Selector; readonly read: ReadScope };
type Judged = { readonly selector: Selector; readonly worth: number };

/** Induces selectors on one page. */
export const createInduceField = (page: Page): InduceField => {
  const selectorsFor = createSelectorsFor(page);
  return (values, scopes) => {
    const seen = new Map<string, Selector>();
    for (const { scope, places } of values)
      for (const place of places)
        for (const selector of selectorsFor(scope, place)) {
          const key = JSON.stringify(selector);
          if (!seen.has(key)) seen.set(key, selector);
        }
    const right = [...seen.values()]
      .map((selector): Way => ({ selector, read: selectorReader(page, selector) }))
      .filter((way) => holdsFor(way, values));
    const step = Math.max(1, Math.floor(scopes.length / scopesCompared));
    const sample = scopes.filter((_, i) => i % step === 0);
    return chosen(judge(right, sample));
  };
};

/** A way that leads to another value in a record that is known is wrong; one that leads nowhere there may be right elsewhere. */
const holdsFor = ({ read }: Way, values: readonly KnownValue[]): boolean => {
  let hits = 0;
  for (const { scope, places } of values) {
    const content = read(scope);
    if (content === null) continue;
    const text = squeezed(readingText(content));
    if (!places.some((place) => squeezed(place.text) === text)) return false;
    hits++;
  }
  return hits > 0;
};

/** How often a way finds something, and how often that is what the others find. */
const judge = (ways: readonly Way[], scopes: readonly Scope[]): Judged[] => {
  const selectors = ways.map(({ selector }) => selector);
  const readings = ways.map(({ read }) =>
    scopes.map((scope) => {
      const content = read(scope);
      return content === null ? '' : squeezed(readingText(content));
    }),
  );
  const winners = scopes.map((_, s) =>
    winnerOf(
      readings.map((texts) => texts[s] ?? ''),
      selectors,
    ),
  );
  return selectors.map((selector, i) => {
    const texts = readings[i] ?? [];
    const filled = texts.filter((text) => text !== '').length;
    const agreed = texts.filter((text, s) => text !== '' && text === winners[s]).length;
    const wanted = winners.filter((text) => text !== '').length;
    const trust = agreed / Math.max(1, filled);
    const reach = agreed / Math.max(1, wanted);
    // A text that stands in front of the value in a few records only is another value.
    const isChance = selector.label !== undefined && scopes.length > 2 && reach < leastReachOfLabel;
    const worth = trust * trust * reach * (10 + weightOf(selector));
    return { selector, worth: isChance || trust < leastTrust ? 0 : worth };
  });
};

const winnerOf = (texts: readonly string[], selectors: readonly Selector[]): string => {
  const weights = new Map<string, number>();
  texts.forEach((text, i) => {
    const selector = selectors[i];
    if (text !== '' && selector !== undefined)
      weights.set(text, (weights.get(text) ?? 0) + weightOf(selector));
  });
  let winner = '';
  for (const [text, weight] of weights) if (weight > (weights.get(winner) ?? 0)) winner = text;
  return winner;
};

/** The best, but no more than two of a kind: five that hold on to the same thing are one vote. */
const chosen = (judged: readonly Judged[]): Selector[] => {
  const perKind = new Map<string, number>();
  const picked: Judged[] = [];
  for (const one of judged.filter(({ worth }) => worth > 0).sort((a, b) => b.worth - a.worth)) {
    const count = perKind.get(one.selector.by) ?? 0;
    if (picked.length >= mostSelectors || count >= 2) continue;
    perKind.set(one.selector.by, count + 1);
    picked.push(one);
  }
  return picked.map(({ selector }) => selector).sort((a, b) => weightOf(b) - weightOf(a));
};
