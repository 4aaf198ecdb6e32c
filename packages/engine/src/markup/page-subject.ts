import { locateElement } from '../page/element-text.ts';
import type { Page } from '../page/page.ts';
import { type MarkupItem, textOf } from './items.ts';
import type { MetaValue } from './meta.ts';

/** What the page says it is about. */
export type PageSubject = {
  /** Its title and main headings, in letters and digits. */
  readonly names: readonly string[];
  readonly addresses: ReadonlySet<string>;
};

const titleNames = new Set(['title', 'og:title', 'twitter:title']);
const addressNames = new Set(['canonical', 'og:url']);
const maxHeadings = 3;

export const pageSubject = (page: Page, meta: readonly MetaValue[]): PageSubject => {
  const names: string[] = [];
  const addresses = new Set<string>();
  for (const { name, value } of meta) {
    if (titleNames.has(name)) names.push(plain(value.text));
    else if (addressNames.has(name)) addresses.add(plainAddress(value.text));
  }
  const heading = page.tagNames.find('h1');
  for (let e = 0, left = maxHeadings; heading >= 0 && e < page.elementCount && left > 0; e++) {
    if (page.tag[e] !== heading) continue;
    left--;
    names.push(
      plain(
        locateElement(page, e)
          .map(({ text }) => text)
          .join(' '),
      ),
    );
  }
  return { names: names.filter((name) => name !== ''), addresses };
};

/** How well an item is what the page says it is about, from 0 to 10. */
export const subjectMatch = (subject: PageSubject, item: MarkupItem): number => {
  const address = textOf(item, 'url') ?? textOf(item, 'mainEntityOfPage');
  if (address !== null && subject.addresses.has(plainAddress(address.text))) return 10;
  const name = plain((textOf(item, 'name') ?? textOf(item, 'headline') ?? textOf(item, 'title'))?.text ?? '');
  if (name.length < 3) return 0;
  let best = 0;
  for (const one of subject.names) {
    if (one === name) best = 10;
    else if (one.startsWith(`${name} `)) best = Math.max(best, 8);
    else if (` ${one} `.includes(` ${name} `)) best = Math.max(best, 6);
    else if (one.length > 8 && ` ${name} `.includes(` ${one} `)) best = Math.max(best, 6);
  }
  return best;
};

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Protocol, `www.`, query, fragment and a closing slash differ between addresses of one page. */
const plainAddress = (address: string): string =>
  address
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:)?\/\/(?:www\.)?/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
