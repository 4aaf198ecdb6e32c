import { type Page, rawAttribute } from '../page/page.ts';
import type { Step } from './wrapper.ts';

export type StepTest = (element: number) => boolean;

/** Compares elements of one page with steps: names become numbers once, and each class attribute is judged once. */
export const stepTests = (page: Page): ((step: Step) => StepTest) => {
  const known = new Map<Step, StepTest>();
  return (step) => {
    const before = known.get(step);
    if (before !== undefined) return before;
    const test = stepTest(page, step);
    known.set(step, test);
    return test;
  };
};

const stepTest = (page: Page, { tag, id, classes = [], attribute }: Step): StepTest => {
  const tagId = page.tagNames.find(tag);
  if (tagId < 0) return () => false;
  const hasClasses = classes.length === 0 ? null : classTest(page, classes);
  return (element) =>
    page.tag[element] === tagId &&
    (hasClasses === null || hasClasses(page.classes[element] ?? 0)) &&
    (id === undefined || rawAttribute(page, element, 'id') === id) &&
    (attribute === undefined || rawAttribute(page, element, attribute.name) === attribute.value);
};

const classTest = (page: Page, classes: readonly string[]): ((classId: number) => boolean) => {
  const verdicts = new Map<number, boolean>();
  return (classId) => {
    const before = verdicts.get(classId);
    if (before !== undefined) return before;
    const names = page.classNames.text(classId).split(/\s+/);
    const verdict = classes.every((name) => names.includes(name));
    verdicts.set(classId, verdict);
    return verdict;
  };
};

/** Of the elements that meet a step, in page order, the one that it means; -1 without it. */
export const nthOf = (elements: readonly number[], nth = 1): number =>
  (nth > 0 ? elements[nth - 1] : elements.at(nth)) ?? -1;
