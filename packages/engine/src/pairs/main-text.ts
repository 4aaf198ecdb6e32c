import { locateElement } from '../page/element-text.ts';
import { isWithin, type Page } from '../page/page.ts';
import type { Located } from '../page/text.ts';
import type { Fact } from './named-facts.ts';

const enough = 200;
const maxParagraphs = 2000;

/** The main text: the paragraphs of the element that holds most text in paragraphs of its own. */
export const mainTextFact = (page: Page): Fact | null => {
  const paragraph = page.tagNames.find('p');
  if (paragraph < 0) return null;
  const lengths = new Map<number, number>();
  let best = -1;
  for (let e = 0; e < page.elementCount; e++) {
    if (page.tag[e] !== paragraph || page.hidden[e] === 1) continue;
    const parent = page.parent[e] ?? 0;
    const length = (lengths.get(parent) ?? 0) + textLength(page, e);
    lengths.set(parent, length);
    if (length > (lengths.get(best) ?? 0)) best = parent;
  }
  if ((lengths.get(best) ?? 0) < enough) return null;
  const value = paragraphsOf(page, best, paragraph);
  return value.length === 0 ? null : { hints: ['text', 'body', 'content', 'article', 'description'], value };
};

const paragraphsOf = (page: Page, holder: number, paragraph: number): Located[] => {
  const located: Located[] = [];
  for (let e = holder + 1; isWithin(page, e, holder) && located.length < maxParagraphs; e++) {
    if (page.tag[e] === paragraph && page.parent[e] === holder && page.hidden[e] === 0)
      for (const slice of locateElement(page, e)) located.push(slice);
  }
  return located;
};

const textLength = (page: Page, element: number): number => {
  let length = 0;
  const end = page.endLeaf[element] ?? 0;
  for (let leaf = page.firstLeaf[element] ?? 0; leaf < end; leaf++)
    length += (page.leafEnd[leaf] ?? 0) - (page.leafStart[leaf] ?? 0);
  return length;
};
