import type { PageInput, Wrapper } from '@gleaner/engine';
import type { LargeText } from '../../kernel/large-text.ts';
import type { ExtractData, ExtractedData, ExtractOptions } from './extract-data.ts';
import { wrapperOptions } from './read-request.ts';
import { withWrapperId } from './with-wrapper-id.ts';
import type { KeepWrappers } from './wrappers/keep-wrappers.ts';

/** A page and what is wanted of it, as a user sent it. */
export type ScrapeRequest = Omit<ExtractOptions, 'wrapper' | 'wantsWrapper' | 'known' | 'tellsAll'> & {
  /** Absent: the rows of all `pages` are wanted. */
  readonly html?: string | LargeText;
  readonly instruction: string;
  readonly wrapper?: Wrapper | boolean;
};

/** The rows; the answer also names the kept wrapper that read them or was learned from them. */
export type ScrapedPage = Pick<ExtractedData, 'json' | 'counts'>;

type Needs = { readonly extractData: ExtractData; readonly wrappers: Pick<KeepWrappers, 'find' | 'keep'> };

/** Reads a page with what the user's earlier pages taught, and keeps what this one teaches. */
export const scrapePage =
  ({ extractData, wrappers }: Needs) =>
  async (
    userId: string,
    { html: given, instruction, wrapper, ...asked }: ScrapeRequest,
  ): Promise<ScrapedPage> => {
    const { html, ...said } = pageOf(given, asked);
    const site = { userId, site: said.url === undefined ? '' : new URL(said.url).origin };
    const brings = said.examples !== undefined || typeof wrapper === 'object';
    const known = brings ? [] : await wrappers.find(site);
    const { json, counts, learning } = await extractData(html, instruction, {
      ...said,
      ...wrapperOptions(wrapper),
      known,
    });
    const { fieldsKey, isNew, wrapper: learned } = learning;
    const used = known[learning.used]?.id ?? null;
    const isKept = learned !== null && fieldsKey !== null;
    const id = isKept && isNew ? await wrappers.keep({ ...site, fieldsKey }, learned, used) : used;
    return { json: withWrapperId(json, isKept ? id : null), counts };
  };

type Asked = Omit<ScrapeRequest, 'html' | 'instruction' | 'wrapper'>;
type PageToRead = Asked & { readonly html: string | LargeText; readonly tellsAll: boolean };

/** The page that is read first: the one that was sent, else the first of the list. */
const pageOf = (html: ScrapeRequest['html'], { pages = [], url, ...asked }: Asked): PageToRead => {
  if (html !== undefined)
    return { ...asked, ...(url === undefined ? {} : { url }), html, pages, tellsAll: false };
  const [first = { html: '' }, ...others]: readonly PageInput[] = pages;
  const address = first.url ?? url;
  return {
    ...asked,
    ...(address === undefined ? {} : { url: address }),
    html: first.html,
    pages: others,
    tellsAll: true,
  };
};
