import { firstChild, nextSibling, type Page, rawAttribute, tagOf } from '../page/page.ts';
import { hintWords } from './hint-words.ts';
import type { TemplateNode } from './record-template.ts';

/** Attributes that name their element for programs. */
const namingAttributes = [
  'class',
  'id',
  'itemprop',
  'property',
  'data-field',
  'data-testid',
  'data-name',
  'rel',
  'role',
];

/** Elements that show a sign instead of a word: they name the text beside them. */
const signTags = new Set(['svg', 'i', 'img', 'use']);

/** What the markup calls each place of a template: its tag, class names and the like, and those of the signs in it. */
export const hintsOfNodes = (page: Page, nodes: readonly TemplateNode[]): (readonly string[])[] =>
  nodes.map(({ kind, elements }) => {
    const sample = elements.find((element) => element >= 0) ?? -1;
    return kind !== 'element' || sample < 0
      ? []
      : [tagOf(page, sample), ...namesOf(page, sample), ...signNames(page, sample)];
  });

const namesOf = (page: Page, element: number): string[] =>
  namingAttributes.flatMap((name) => hintWords(rawAttribute(page, element, name) ?? ''));

const signNames = (page: Page, element: number): string[] => {
  const names: string[] = [];
  for (
    let child = firstChild(page, element), n = 0;
    child >= 0 && n < 4;
    child = nextSibling(page, child), n++
  ) {
    if (!signTags.has(tagOf(page, child)) || page.firstLeaf[child] !== page.endLeaf[child]) continue;
    names.push(
      ...namesOf(page, child),
      ...hintWords(rawAttribute(page, child, 'aria-label') ?? rawAttribute(page, child, 'alt') ?? ''),
    );
  }
  return names;
};
