import type { Page } from '../page/page.ts';
import { isLeafVisible, leafText } from '../page/text.ts';
import { selectorReader } from '../wrapper/read-selector.ts';
import { readingText } from '../wrapper/reading-text.ts';
import { pageScope } from '../wrapper/scope.ts';
import type { Selector, Wrapper, WrapperField } from '../wrapper/wrapper.ts';
import type { IndexedPage } from './indexed-page.ts';

/**
 * Sharpens a wrapper with other pages of its template: a text in front of a value is its label when all pages have it,
 * and none when only one has; a way that reads the same on all pages while others vary has found furniture.
 */
export const sharpen = (wrapper: Wrapper, pages: readonly IndexedPage[]): Wrapper => {
  const texts = pages.map(({ page }) => new Set(visibleTexts(page)));
  const fields = wrapper.fields.map((field) => ({
    ...field,
    selectors: withoutConstant(field, wrapper, pages).flatMap((selector) => withLabelJudged(selector, texts)),
  }));
  return {
    ...wrapper,
    fields: fields.map((field, f) => (field.selectors.length > 0 ? field : (wrapper.fields[f] ?? field))),
  };
};

function* visibleTexts(page: Page): Generator<string> {
  for (let leaf = 0; leaf < page.leafCount; leaf++) if (isLeafVisible(page, leaf)) yield leafText(page, leaf);
}

const withLabelJudged = (selector: Selector, texts: readonly ReadonlySet<string>[]): Selector[] => {
  const { label } = selector;
  if (label === undefined) return [selector];
  const count = texts.filter((text) => text.has(label.text)).length;
  if (count < 2 && !label.isMarked) return [];
  return [count === texts.length ? { ...selector, label: { ...label, isMarked: true } } : selector];
};

/** The ways that do not read one and the same on all pages, where others do read different values. */
const withoutConstant = (
  { selectors }: WrapperField,
  { scope }: Wrapper,
  pages: readonly IndexedPage[],
): readonly Selector[] => {
  if (scope === 'list') return selectors;
  const varying = selectors.filter((selector) => {
    const readings = pages.map(({ page }) => {
      const content = selectorReader(page, selector)(pageScope(page));
      return content === null ? '' : readingText(content);
    });
    return new Set(readings).size > 1;
  });
  return varying.length > 0 ? varying : selectors;
};
