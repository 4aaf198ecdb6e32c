import { locateElement } from '../page/element-text.ts';
import { type Page, rawAttribute, tagOf } from '../page/page.ts';
import { decodeText, isLeafVisible, type Located, locateAttribute, locateLeaf } from '../page/text.ts';
import type { Fact } from './named-facts.ts';

/** What a page as a whole tells: headings, document title, contacts, dates, authors, its image and its main text. */
export const pageFacts = (page: Page): Fact[] => {
  const facts: Fact[] = [];
  const headings = new Map<string, number>();
  let image: Fact | null = null;
  for (let e = 0; e < page.elementCount; e++) {
    const tag = tagOf(page, e);
    if (tag === 'title' && !headings.has('title')) facts.push(...titleFacts(page, e));
    const count = headings.get(tag) ?? 0;
    headings.set(tag, count + 1);
    if (page.hidden[e] === 1) continue;
    if ((tag === 'h1' || tag === 'h2') && count < 3) facts.push(...headingFacts(page, e, tag));
    else if (tag === 'time') facts.push(...timeFacts(page, e));
    else if (tag === 'a') facts.push(...linkFacts(page, e));
    else if (tag === 'img' && image === null) image = imageFact(page, e, headings.has('h1'));
  }
  return image === null ? facts : [...facts, image];
};

const headingFacts = (page: Page, element: number, tag: string): Fact[] => {
  const hints = [tag, 'headline', 'title', 'name'];
  const slices = locateElement(page, element);
  const facts: Fact[] =
    slices.length === 0 ? [] : [{ hints, value: slices.length === 1 && slices[0] ? slices[0] : slices }];
  // "Title <span>(format)</span>": what stands first names the thing, the rest says more about it.
  const leaf = page.firstLeaf[element] ?? 0;
  if ((page.endLeaf[element] ?? 0) > leaf + 1 && isLeafVisible(page, leaf)) {
    facts.push({ hints: [...hints, 'start'], value: locateLeaf(page, leaf) });
  }
  return facts;
};

const separators = /\s+(?:[|·•»›:–—-]|&raquo;|&ndash;|&mdash;|&middot;|&bull;|::)\s+/g;

/** The document's title, and its parts: most sites set the name of the thing before or after their own. */
const titleFacts = (page: Page, element: number): Fact[] => {
  const leaf = page.firstLeaf[element] ?? 0;
  if (leaf >= (page.endLeaf[element] ?? 0)) return [];
  const whole = locateLeaf(page, leaf);
  const raw = page.html.slice(whole.start, whole.end).slice(0, 1000);
  const hints = ['title', 'document'];
  const cuts = [...raw.matchAll(separators)];
  if (cuts.length === 0) return [{ hints, value: whole }];
  const starts = [0, ...cuts.map((cut) => cut.index + cut[0].length)];
  const ends = [...cuts.map((cut) => cut.index), raw.length];
  const parts = starts.map((start, i) =>
    slice(page, whole, { start: whole.start + start, end: whole.start + (ends[i] ?? start) }),
  );
  return [
    { hints, value: whole },
    ...parts.filter(({ text }) => text !== '').map((value) => ({ hints: [...hints, 'part'], value })),
  ];
};

const slice = (page: Page, whole: Located, { start, end }: { start: number; end: number }): Located => ({
  ...whole,
  start,
  end,
  text: decodeText(page.html.slice(start, end)),
});

const timeFacts = (page: Page, element: number): Fact[] => {
  const stamp = locateAttribute(page, element, 'datetime');
  return stamp === null ? [] : [{ hints: ['date', 'time', 'published', 'datetime'], value: stamp }];
};

/** Links that say what their text is: an author, a telephone number, an address for mail. */
const linkFacts = (page: Page, element: number): Fact[] => {
  const href = rawAttribute(page, element, 'href') ?? '';
  const rel = rawAttribute(page, element, 'rel') ?? '';
  const hints = /^tel:/i.test(href)
    ? ['phone', 'telephone', 'tel']
    : /^mailto:/i.test(href)
      ? ['email', 'mail']
      : /\bauthor\b/i.test(rel) || /[/?&](?:authors?|writers?|contributors?)[/=]/i.test(href)
        ? ['author']
        : /\btag\b/i.test(rel)
          ? ['tag', 'category', 'keyword']
          : null;
  const [text, ...rest] = hints === null ? [] : locateElement(page, element);
  return hints === null || text === undefined || rest.length > 0 ? [] : [{ hints, value: text }];
};

/** The first image that is large, or of unknown size and below the first heading. */
const imageFact = (page: Page, element: number, isBelowHeading: boolean): Fact | null => {
  const width = Number.parseInt(rawAttribute(page, element, 'width') ?? '', 10);
  const height = Number.parseInt(rawAttribute(page, element, 'height') ?? '', 10);
  const isKnown = !Number.isNaN(width) || !Number.isNaN(height);
  const isLarge = Math.max(width || 0, height || 0) >= 150;
  if (!isLarge && (isKnown || !isBelowHeading)) return null;
  const lazy = locateAttribute(page, element, 'data-src');
  const source = lazy ?? locateAttribute(page, element, 'src');
  if (source === null || /^data:|\.svg(?:$|\?)|blank|spacer|pixel/i.test(source.text)) return null;
  return { hints: ['image', 'photo', 'picture', 'img'], value: source };
};
