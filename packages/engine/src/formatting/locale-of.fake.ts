import { buildPage } from '../page/build-page.ts';
import { type PageLocale, readPageLocale } from './page-locale.ts';

/** The locale of an empty page with a language tag and an address, for tests. */
export const localeOf = (tag: string, address: string | null = null): PageLocale =>
  readPageLocale(buildPage(tag === '' ? '<p>' : `<html lang="${tag}"><p>`, address ?? undefined));
