import { type Page, rawAttribute } from '../page/page.ts';
import type { Scope } from './scope.ts';
import type { Step } from './wrapper.ts';

export type StepTest = (element: number) => boolean;

/** Compares elements of one page with a step: its names become numbers, and each class attribute is judged once. */
export const stepTest = (page: Page, { tag, id, classes = [], attribute }: Step): StepTest => {
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
  // 0: not judged yet.
  const verdicts = new Uint8Array(page.classNames.size);
  return (classId) => {
    if (verdicts[classId] === 0) {
      const names = page.classNames.text(classId).split(/\s+/);
      verdicts[classId] = classes.every((name) => names.includes(name)) ? 2 : 1;
    }
    return verdicts[classId] === 2;
  };
};

/** Finds the child that a step means, among those from `first` up to `end`; -1 without one. */
export type ChildFinder = (first: number, end: number) => number;

export const childFinder = (page: Page, step: Step): ChildFinder => {
  const test = stepTest(page, step);
  const nth = step.nth ?? 1;
  return (first, end) => {
    let left = nth;
    for (let child = first; child < end; child = page.end[child] ?? end)
      if (test(child) && --left === 0) return child;
    return nth < 0 ? fromTheEnd(first, end) : -1;
  };

  function fromTheEnd(first: number, end: number): number {
    const like: number[] = [];
    for (let child = first; child < end; child = page.end[child] ?? end) if (test(child)) like.push(child);
    return like.at(nth) ?? -1;
  }
};

/** Finds the element that a step means anywhere in a scope; -1 without one. */
export const anchorFinder = (page: Page, step: Step): ((scope: Scope) => number) => {
  const test = stepTest(page, step);
  return ({ first, end }) => {
    let left = step.nth ?? 1;
    for (let e = first; e < end; e++) if (test(e) && --left === 0) return e;
    return -1;
  };
};
