import type { Page } from '../page/page.ts';
import { attributeText } from '../page/text.ts';
import { countryOfAddress, countryOfLanguage } from './countries.ts';

/** What a page says about where and for whom it was written. */
export type PageLocale = {
  /** ISO 639 code in lower case, null when the page does not say. */
  readonly language: string | null;
  /** ISO 3166-1 code of the language tag (`en-GB`), null without one. */
  readonly tagCountry: string | null;
  /** ISO 3166-1 code that the address names, null when it names none. */
  readonly addressCountry: string | null;
  /** The best guess of the country: by address, by language tag, by a language of one country. */
  readonly country: string | null;
};

/** Chinese tags name the script where others name the country. */
const languageTag = /^([a-z]{2,3})(?:[-_][a-z]{4})?(?:[-_]([a-z]{2}))?(?:$|[^a-z])/i;

/**
 * Reads the page's locale from `<html lang>`, `<meta http-equiv="content-language">`, `og:locale` and its address.
 * The first tag that can be read is believed; the tags are BCP 47 or their relatives with an underscore.
 */
export const readPageLocale = (page: Page): PageLocale => {
  const tag = tagsOf(page)
    .map((text) => languageTag.exec(text.trim()))
    .find((match) => match !== null);
  const language = tag?.[1]?.toLowerCase() ?? null;
  const tagCountry = tag?.[2]?.toUpperCase() ?? null;
  const addressCountry = countryOfAddress(page.baseUrl);
  const country =
    addressCountry ?? tagCountry ?? (language === null ? null : countryOfLanguage(language)) ?? null;
  return { language, tagCountry, addressCountry, country };
};

const tagsOf = (page: Page): string[] => {
  const html = page.tagNames.find('html');
  const root = html >= 0 && page.tag[0] === html ? ['lang', 'xml:lang'] : [];
  return [...root.map((name) => attributeText(page, 0, name)), ...metaTags(page)];
};

const metaTags = (page: Page): string[] => {
  const meta = page.tagNames.find('meta');
  const tags: string[] = [];
  if (meta < 0) return tags;
  for (let e = 0; e < page.elementCount; e++) {
    if (page.tag[e] !== meta) continue;
    const name = attributeText(page, e, 'http-equiv') || attributeText(page, e, 'property');
    if (/^(?:content-language|og:locale)$/i.test(name)) tags.push(attributeText(page, e, 'content'));
  }
  return tags;
};
