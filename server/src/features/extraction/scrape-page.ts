import type { PageInput, Wrapper } from '@gleaner/engine';
import type { LargeText } from '../../kernel/large-text.ts';
import type { ExtractData, ExtractedData, ExtractOptions } from './extract-data.ts';
import { wrapperOptions } from './read-request.ts';
import type { KeepWrappers } from './wrappers/keep-wrappers.ts';
import { placeOf } from './wrappers/wrapper-place.ts';

/** A page and what is wanted of it, as a user sent it. */
export type ScrapeRequest = Omit<ExtractOptions, 'wrapper' | 'wantsWrapper' | 'known' | 'tellsAll'> & {
  /** Absent: the rows of all `pages` are wanted. */
  readonly html?: string | LargeText;
  readonly instruction: string;
  readonly wrapper?: Wrapper | boolean;
};

/** The rows, and the kept wrapper that read them or was learned from them. */
export type ScrapedPage = ExtractedData & { readonly wrapperId: string | null };

type Needs = { readonly extractData: ExtractData; readonly wrappers: Pick<KeepWrappers, 'find' | 'keep'> };

/** Reads a page with what the user's earlier pages taught, and keeps what this one teaches. */
export const scrapePage =
  ({ extractData, wrappers }: Needs) =>
  async (
    userId: string,
    { html: given, instruction, wrapper, ...asked }: ScrapeRequest,
  ): Promise<ScrapedPage> => {
    const { html, ...said } = pageOf(given, asked);
    const { url, fields, schema, examples } = said;
    const place = placeOf(userId, {
      instruction,
      ...(url === undefined ? {} : { url }),
      ...(fields === undefined ? {} : { fields }),
      ...(schema === undefined ? {} : { schema }),
      ...(examples === undefined ? {} : { examples }),
    });
    const brings = examples !== undefined || typeof wrapper === 'object';
    const kept = place === null || brings ? [] : await wrappers.find(place);
    const known = kept.map((one) => one.wrapper);
    const data = await extractData(html, instruction, { ...said, ...wrapperOptions(wrapper), known });
    const { learning } = data;
    const used = kept[learning.used]?.id ?? null;
    if (learning.wrapper === null || place === null) return { ...data, wrapperId: null };
    const wrapperId = learning.isNew ? await wrappers.keep(place, learning.wrapper, used) : used;
    return { ...data, wrapperId };
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
