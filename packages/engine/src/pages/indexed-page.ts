import type { Page } from '../page/page.ts';

/** One of several pages of a template, indexed. */
export type IndexedPage = { readonly page: Page; readonly url: string | undefined };
