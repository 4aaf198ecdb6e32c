import { outermost } from '../page/outermost.ts';
import type { Page } from '../page/page.ts';
import { type StepTest, stepTest } from './match-step.ts';
import { elementScope, pageScope, runScope, type Scope } from './scope.ts';
import type { RecordPattern } from './wrapper.ts';

/** What the page offers as records, before it is known what they hold: in page order; for a page its whole. */
export const findScopes = (page: Page, record: RecordPattern | null): Scope[] => {
  if (record === null) return [pageScope(page)];
  const isRecord = stepTest(page, record.step);
  const tests = record.within.map((step) => stepTest(page, step));
  // A page with one element more or less around its list is the same page to a reader.
  for (let levels = record.within.length; levels >= 0; levels--) {
    const elements = outermost(page, elementsAt(page, isRecord, tests.slice(0, levels)));
    if (elements.length > 0)
      return record.span === 'element' ? elements.map((e) => elementScope(page, e)) : runsOf(page, elements);
  }
  return [];
};

const elementsAt = (page: Page, isRecord: StepTest, within: readonly StepTest[]): number[] => {
  const elements: number[] = [];
  for (let e = 1; e < page.elementCount; e++) {
    if (!isRecord(e) || page.hidden[e] === 1) continue;
    let parent = page.parent[e] ?? 0;
    const isInPlace = within.every((test) => {
      const holds = test(parent);
      parent = page.parent[parent] ?? 0;
      return holds;
    });
    if (isInPlace) elements.push(e);
  }
  return elements;
};

/** Each run ends where the next begins, or where its parent ends. */
const runsOf = (page: Page, starts: readonly number[]): Scope[] =>
  starts.map((first, i) => {
    const next = starts[i + 1] ?? -1;
    const parent = page.parent[first] ?? 0;
    const isNeighbour = next >= 0 && page.parent[next] === parent;
    return runScope(page, first, isNeighbour ? next : (page.end[parent] ?? 0));
  });
