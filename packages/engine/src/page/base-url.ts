import { findAttribute, type Page } from './page.ts';
import { attributeText } from './text.ts';

/** The address that relative links are resolved against: `<base href>`, itself resolved against `url`, else `url`. */
export const findBaseUrl = (page: Page, url: string | undefined): string | null => {
  const address = url !== undefined && URL.canParse(url) ? url : null;
  const baseTag = page.tagNames.find('base');
  const base =
    baseTag < 0 ? -1 : page.tag.findIndex((tag, e) => tag === baseTag && findAttribute(page, e, 'href') >= 0);
  if (base < 0) return address;
  return URL.parse(attributeText(page, base, 'href'), address ?? undefined)?.href ?? address;
};

/** A link as an absolute address; as it stands while the page's address is unknown; null when it leads to no page. */
export const resolveUrl = (page: Page, href: string): string | null => {
  if (href === '' || href.startsWith('#') || /^(?:javascript|data|about|blob):/i.test(href)) return null;
  return (page.baseUrl === null ? URL.parse(href) : URL.parse(href, page.baseUrl))?.href ?? href;
};
