import { nextSibling, type Page, tagOf } from './page.ts';

/**
 * Gives elements their XPath 1.0 location path: `/html/body/main/ul/li[1]/a/h3`.
 * A position is written where the parent has several children of that name. Siblings are counted once per parent.
 */
export const createXPath = (page: Page): ((element: number) => string) => {
  const paths = new Map<number, string>();
  const steps = new Map<number, string>();
  const stepOf = (element: number): string => {
    if (!steps.has(element)) countSiblings(page, element, steps);
    return steps.get(element) ?? tagOf(page, element);
  };
  const pathOf = (element: number): string => {
    const known = paths.get(element);
    if (known !== undefined) return known;
    const parent = page.parent[element] ?? -1;
    const path = `${parent < 0 ? '' : pathOf(parent)}/${parent < 0 ? tagOf(page, element) : stepOf(element)}`;
    paths.set(element, path);
    return path;
  };
  return pathOf;
};

const countSiblings = (page: Page, element: number, steps: Map<number, string>): void => {
  const byTag = new Map<number, number[]>();
  for (let e = (page.parent[element] ?? 0) + 1; e >= 0; e = nextSibling(page, e)) {
    const tag = page.tag[e] ?? 0;
    const like = byTag.get(tag);
    if (like === undefined) byTag.set(tag, [e]);
    else like.push(e);
  }
  for (const like of byTag.values()) {
    const name = tagOf(page, like[0] ?? 0);
    like.forEach((e, i) => {
      steps.set(e, like.length === 1 ? name : `${name}[${i + 1}]`);
    });
  }
};
