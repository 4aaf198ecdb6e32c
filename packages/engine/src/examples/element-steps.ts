import { type Page, rawAttribute, tagOf } from '../page/page.ts';
import type { StepTest } from '../wrapper/match-step.ts';
import { childrenIn, elementScope, type Scope } from '../wrapper/scope.ts';
import { isStableName, stableClasses } from '../wrapper/stable-names.ts';
import type { Step } from '../wrapper/wrapper.ts';

/** Attributes that say what an element holds, in words that a redesign leaves alone. */
const namingAttributes = [
  'itemprop',
  'property',
  'data-field',
  'data-testid',
  'data-test',
  'data-qa',
  'data-name',
  'rel',
  'name',
];

export const classesOf = (page: Page, element: number): readonly string[] =>
  stableClasses(page.classNames.text(page.classes[element] ?? 0));

/** What kind of element it is: its tag and its stable class names. */
export const kindStep = (page: Page, element: number): Step => {
  const classes = classesOf(page, element);
  const tag = tagOf(page, element);
  return classes.length === 0 ? { tag } : { tag, classes };
};

export const tagStep = (page: Page, element: number): Step => ({ tag: tagOf(page, element) });

/** The element by its id; null without a stable one. */
export const idStep = (page: Page, element: number): Step | null => {
  const id = rawAttribute(page, element, 'id') ?? '';
  return isStableName(id) ? { tag: tagOf(page, element), id } : null;
};

/** The element by an attribute that names it; null without one. */
export const attributeStep = (page: Page, element: number): Step | null => {
  for (const name of namingAttributes) {
    const value = rawAttribute(page, element, name) ?? '';
    if (isStableName(value)) return { tag: tagOf(page, element), attribute: { name, value } };
  }
  return null;
};

/** The elements from the given one up to the child of the scope, innermost first; empty for the scope's own element. */
export const chainTo = (page: Page, scope: Scope, element: number): number[] => {
  const chain: number[] = [];
  for (let e = element; e >= 0 && e !== scope.element; e = page.parent[e] ?? -1) chain.push(e);
  return chain;
};

/** The elements beside one, itself included, within the scope. */
export const familyIn = (page: Page, scope: Scope, element: number): number[] => {
  const parent = page.parent[element] ?? 0;
  return childrenIn(page, parent === scope.element ? scope : elementScope(page, parent));
};

/** A step with the number that tells the element from its likes; without one where it is the only one. */
export const numbered = (step: Step, element: number, likes: readonly number[], test: StepTest): Step => {
  const same = likes.filter(test);
  return same.length < 2 ? step : { ...step, nth: same.indexOf(element) + 1 };
};
