import { expect, it } from 'vitest';
import { buildPage } from '../page/build-page.ts';
import { readPageLocale } from './page-locale.ts';

const read = (html: string, url?: string) => {
  const { language, country } = readPageLocale(buildPage(html, url));
  return [language, country];
};

it.each([
  ['<html lang="de-AT"><p>', undefined, ['de', 'AT']],
  ['<html lang="zh-Hant-TW"><p>', undefined, ['zh', 'TW']],
  ['<html xml:lang="en_GB"><p>', undefined, ['en', 'GB']],
  [
    '<html lang=""><head><meta http-equiv="Content-Language" content="fr, en"></head>',
    undefined,
    ['fr', null],
  ],
  ['<head><meta property="og:locale" content="pt_BR"></head>', undefined, ['pt', 'BR']],
  ['<html lang="$lang"><p>', 'https://www.example.co.uk/a', [null, 'GB']],
  ['<html lang="en-US"><p>', 'https://shop.example.de/', ['en', 'DE']],
  ['<html lang="pl"><p>', 'https://example.io/', ['pl', 'PL']],
  ['<html lang="es"><p>', 'https://example.com/', ['es', null]],
  ['<p>', 'https://www.example.gov/', [null, 'US']],
  ['', undefined, [null, null]],
])('reads %s at %s', (html, url, locale) => {
  expect(read(html, url)).toEqual(locale);
});
