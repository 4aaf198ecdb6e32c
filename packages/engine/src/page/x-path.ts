import { nextSibling, type Page, tagOf } from './page.ts';

/** Siblings up to this many are counted anew for each of them; of larger families the counts are kept. */
const smallFamily = 24;

/**
 * Gives elements their XPath 1.0 location path: `/html/body/main/ul/li[1]/a/h3`.
 * A position is written where the parent has several children of that name.
 */
export const createXPath = (page: Page): ((element: number) => string) => {
  const paths: (string | undefined)[] = [];
  const steps: (string | undefined)[] = [];
  const pathOf = (element: number): string => {
    const known = paths[element];
    if (known !== undefined) return known;
    const parent = page.parent[element] ?? -1;
    const step = steps[element] ?? stepOf(page, element, steps);
    const path = parent < 0 ? `/${step}` : `${pathOf(parent)}/${step}`;
    paths[element] = path;
    return path;
  };
  return pathOf;
};

/** An element's name with its position; the steps of a large family are all written down at once. */
const stepOf = (page: Page, element: number, steps: (string | undefined)[]): string => {
  const parent = page.parent[element] ?? -1;
  const name = tagOf(page, element);
  if (parent < 0) return name;
  let like = 0;
  let position = 0;
  let siblings = 0;
  for (let e = parent + 1; e >= 0; e = nextSibling(page, e)) {
    if (++siblings > smallFamily) return countFamily(page, parent, { element, steps });
    if (page.tag[e] !== page.tag[element]) continue;
    like++;
    if (e === element) position = like;
  }
  return like === 1 ? name : `${name}[${position}]`;
};

type Wanted = { readonly element: number; readonly steps: (string | undefined)[] };

const countFamily = (page: Page, parent: number, { element, steps }: Wanted): string => {
  const byTag = new Map<number, number[]>();
  for (let e = parent + 1; e >= 0; e = nextSibling(page, e)) {
    const tag = page.tag[e] ?? 0;
    const like = byTag.get(tag);
    if (like === undefined) byTag.set(tag, [e]);
    else like.push(e);
  }
  for (const like of byTag.values()) {
    const name = tagOf(page, like[0] ?? 0);
    like.forEach((e, i) => {
      steps[e] = like.length === 1 ? name : `${name}[${i + 1}]`;
    });
  }
  return steps[element] ?? tagOf(page, element);
};
