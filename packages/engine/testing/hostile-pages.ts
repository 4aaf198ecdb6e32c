/** Pages that nobody writes on purpose, or only on purpose. */

type HostilePage = { readonly name: string; readonly html: string };

/** Makes the page; `scale` 1 is the size that the promises name, less is for quick tests. */
type MakePage = (scale: number) => string;

const times = (text: string, count: number, scale: number): string =>
  text.repeat(Math.max(1, Math.round(count * scale)));
const numbered = (count: number, scale: number, write: (n: number) => string): string =>
  Array.from({ length: Math.max(1, Math.round(count * scale)) }, (_, n) => write(n)).join('');
const megabytes = (text: string, size: number, scale: number): string =>
  times(text, (size * 1024 * 1024) / text.length, scale);

/** The same bytes each time: a linear congruential generator (Knuth, MMIX). */
const noise = (length: number): string => {
  let state = 42n;
  let text = '';
  for (let i = 0; i < length; i++) {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    text += String.fromCharCode(Number(state >> 56n));
  }
  return text;
};

const structure: Readonly<Record<string, MakePage>> = {
  empty: () => '',
  'white space': (scale) => megabytes(' \n', 10, scale),
  'binary junk': (scale) => times(noise(65_536), 32, scale),
  'NUL bytes': (scale) => times('<p>\0name\0</p>\0', 200_000, scale),
  'nested levels': (scale) => times('<div>', 100_000, scale),
  'nested levels with text': (scale) => times('<div>a', 100_000, scale),
  'nested and closed': (scale) => times('<div><b>a: 1', 100_000, scale) + times('</b></div>', 100_000, scale),
  'nested lists': (scale) => times('<ul><li>item <b>1</b>', 60_000, scale),
  'nested tables': (scale) => times('<table><tr><td>1<td>2', 60_000, scale),
  'empty elements': (scale) => times('<i></i>', 1_000_000, scale),
  'empty blocks': (scale) => times('<div></div>', 900_000, scale),
  'line breaks': (scale) => times('a<br>', 500_000, scale),
  'unclosed paragraphs': (scale) => times('<p>word<b>more<a href=x>link', 200_000, scale),
  'unclosed formatting': (scale) => times('<b><i><u>x', 300_000, scale),
  'stray end tags': (scale) => times('</div></p></b></td>', 400_000, scale),
  'end tags that close nothing': (scale) => times('<div>', 500, 1) + times('</b>x', 900_000, scale),
  'items of one class': (scale) => times('<li class="item">x</li>', 200_000, scale),
  'items of many classes': (scale) => numbered(150_000, scale, (n) => `<li class="c${n}">x</li>`),
  'elements of many names': (scale) => numbered(150_000, scale, (n) => `<x-${n}>x</x-${n}>`),
  'attributes of many names': (scale) => `<p ${numbered(500_000, scale, (n) => `a${n}=1 `)}>x`,
  'items with links': (scale) =>
    numbered(60_000, scale, (n) => `<li><a href="/p/${n}">Name ${n}</a> <b>$${n}.00</b> 3 May 2021</li>`),
  'records at many depths': (scale) =>
    numbered(
      40_000,
      scale,
      (n) => `${'<div class=w>'.repeat(n % 7)}<p>n ${n}<b>$1</b></p>${'</div>'.repeat(n % 7)}`,
    ),
  forms: (scale) => times('<form action=/x><label>a: <input name=q value=1></label></form>', 100_000, scale),
  styles: (scale) =>
    times('<style>.a{display:none}.b .c{color:red}@media print{.d{display:none}}</style>', 100_000, scale),
  'one long style': (scale) => `<style>${megabytes('.a{', 5, scale)}${megabytes('/*', 4, scale)}</style><p>x`,
  'hidden everything': (scale) => times('<p style="display:none" hidden>x: 1</p>', 200_000, scale),
  'foreign elements': (scale) => times('<svg><g><path d="M0 0"/><text>1</text>', 80_000, scale),
  comments: (scale) => times('<p>a<!-- b -->c', 300_000, scale),
  'comments in a row': (scale) => `<p>a${times('<!-- > -->', 900_000, scale)}b</p>`,
};

const tables: Readonly<Record<string, MakePage>> = {
  'wide span': () => '<table><tr><th colspan=1000000>name<tr><td>x</table>',
  'tall spans': (scale) =>
    `<table>${times('<tr><td rowspan=65534>1<td rowspan=65534 colspan=1000>2', 20_000, scale)}</table>`,
  'wide and tall spans': (scale) =>
    `<table>${times('<tr><td rowspan=65534 colspan=1000000>1', 50_000, scale)}</table>`,
  'spans in one row': (scale) =>
    `<table><tr>${times('<td rowspan=65534 colspan=1000>1', 100_000, scale)}</table>`,
  'many cells in a row': (scale) =>
    `<table><tr>${times('<th>h', 300_000, scale)}<tr>${times('<td>1', 300_000, scale)}</table>`,
  'many rows': (scale) =>
    `<table><tr><th>Name<th>Price${times('<tr><td>Lamp<td>$1.50', 200_000, scale)}</table>`,
  'many tables': (scale) => times('<table><tr><th>Name<th>Price<tr><td>Lamp<td>$1</table>', 60_000, scale),
  'rows of growing length': (scale) =>
    `<table>${numbered(1_500, scale, (n) => `<tr>${'<td>1'.repeat(n)}`)}</table>`,
};

const characters: Readonly<Record<string, MakePage>> = {
  'less-than signs': (scale) => megabytes('<', 10, scale),
  'less-than signs and letters': (scale) => megabytes('<a', 10, scale),
  ampersands: (scale) => megabytes('&', 10, scale),
  'entities without end': (scale) => megabytes('&amp', 10, scale),
  'ampersands in an attribute': (scale) =>
    `<a href="${megabytes('&', 5, scale)}" title="${megabytes('&lt', 5, scale)}">x`,
  'attributes without end': (scale) => `<p ${megabytes('a ', 10, scale)}`,
  'double quotes': (scale) => megabytes('"', 10, scale),
  'quotes in tags': (scale) => megabytes('<a b="c\'>', 10, scale),
  'equals signs in a tag': (scale) => `<p ${megabytes('=', 10, scale)}>`,
  'open tags without end': (scale) => megabytes('<p x=', 10, scale),
  'comment openers': (scale) => megabytes('<!--', 10, scale),
  'bogus comments': (scale) => megabytes('</ <! <?', 10, scale),
  'one long text': (scale) => `<p>${megabytes('word ', 10, scale)}</p>`,
  'one long word': (scale) => `<p>${megabytes('a', 10, scale)}</p>`,
  'texts with stray less-than signs': (scale) => times('<p>a < b <b>c</b> <</p>', 200_000, scale),
};

/** Long runs of what the readers of values look for. */
const values: Readonly<Record<string, MakePage>> = Object.fromEntries(
  [
    ['digits', '1'],
    ['dots', '.'],
    ['commas', ','],
    ['digits and dots', '1.'],
    ['digits and commas', '1,'],
    ['digits and blanks', '1 '],
    ['colons', ':'],
    ['labels in one text', 'a: b '],
    ['dollar signs', '$'],
    ['dollars', '$1 '],
    ['hyphens', '-'],
    ['digits and hyphens', '1-'],
    ['slashes', '1/'],
    ['opening brackets', '('],
    ['digits in brackets', '(1)'],
    ['plus signs', '+1 '],
    ['at signs', 'a@'],
    ['addresses', 'a@b.'],
    ['web addresses', 'http://a.'],
    ['months', 'May 1 '],
    ['durations', '1h 2m '],
    ['stars', '★'],
    ['accents', 'e\u0301'],
    ['currency words', 'EUR '],
    ['spaces and letters', '     a'],
    ['non-breaking spaces', '&nbsp;'],
    ['apostrophes', "'a"],
    ['percent', '1%'],
    ['times', '12:34:'],
    ['bars', 'a | '],
  ].map(([name, text = '']) => [
    `text of ${name}`,
    (scale: number) =>
      `<h1>${megabytes(text, 0.01, scale)}</h1><p>${megabytes(text, 1, scale)}</p><ul>${times(`<li class="price date">${text.repeat(400)}</li>`, 200, scale)}</ul>`,
  ]),
);

const json = (content: string, type = 'application/ld+json'): string =>
  `<script type="${type}">${content}</script><p>name: x</p>`;

const scripts: Readonly<Record<string, MakePage>> = {
  'huge inline state': (scale) =>
    json(
      `{"items":[${numbered(100_000, scale, (n) => `{"name":"n${n}","price":${n}},`)}{}]}`,
      'application/json',
    ),
  'huge JSON-LD list': (scale) =>
    json(
      `[${numbered(50_000, scale, (n) => `{"@type":"Product","name":"n${n}","offers":{"price":${n}}},`)}{}]`,
    ),
  'deep JSON': (scale) => json(`{"@type":"Product","name":${times('[', 500_000, scale)}`),
  'deep JSON objects': (scale) => json(times('{"a":', 500_000, scale)),
  'JSON with quotes in strings': (scale) =>
    json(`{"@type":"Product","name":"${times('a" b ', 500_000, scale)}"}`),
  'JSON string without end': (scale) => json(`{"@type":"Product","name":"${times('\\', 4_000_000, scale)}`),
  'JSON with many keys': (scale) =>
    json(`{"@type":"Product",${numbered(200_000, scale, (n) => `"k${n}":"v",`)}"a":1}`),
  'many JSON scripts': (scale) => times(json('{"@type":"Product","name":"a"}'), 50_000, scale),
  'script of braces': (scale) => `<script>${times('a={', 1_000_000, scale)}</script>`,
  'script of assignments': (scale) => `<script>${times('window.a={"b":[1,{"c":2', 200_000, scale)}</script>`,
  'script of comments': (scale) => `<script>${times('/* // <!-- ', 500_000, scale)}</script>`,
  'references in a circle': (scale) =>
    json(
      `{"@graph":[${numbered(20_000, scale, (n) => `{"@type":"Product","@id":"${n}","name":"n","isRelatedTo":{"@id":"${n + 1}"}},`)}{"@id":"0"}]}`,
    ),
  'nested items': (scale) =>
    times(
      '<div itemscope itemtype="http://schema.org/Product" itemprop=a><b itemprop=name>n</b>',
      50_000,
      scale,
    ),
  'item references': (scale) =>
    numbered(
      20_000,
      scale,
      (n) =>
        `<div id=i${n} itemscope itemtype="http://schema.org/Product" itemref="${'i0 i1 i2 i3'} i${n + 1}"><b itemprop=name>n</b></div>`,
    ),
  'nested RDFa': (scale) =>
    times('<div vocab="http://schema.org/" typeof=Product property=a><b property=name>n</b>', 50_000, scale),
  'many meta elements': (scale) => times('<meta property="og:title" content="x">', 200_000, scale),
};

const facts: Readonly<Record<string, MakePage>> = {
  labels: (scale) => times('<p>a:</p>', 100_000, scale),
  'labels with values': (scale) => numbered(100_000, scale, (n) => `<p>label ${n}: value ${n}</p>`),
  'labels in one line': (scale) => `<p>${times('<b>a:</b> 1 ', 200_000, scale)}</p>`,
  'definition list': (scale) => `<dl>${numbered(100_000, scale, (n) => `<dt>t${n}<dd>v${n}`)}</dl>`,
  'terms without values': (scale) => `<dl>${times('<dt>t', 200_000, scale)}<dd>v</dl>`,
  'telling class names': (scale) =>
    times('<span class="price name title date author">x</span>', 150_000, scale),
  'long class names': (scale) =>
    numbered(200, scale, (n) => `<span class="${`price-${n} `.repeat(4_000)}">x</span>`),
  headings: (scale) => times('<h2>a</h2>', 300_000, scale),
  'labels of other elements': (scale) =>
    numbered(60_000, scale, (n) => `<span id=l${n}>a${n}</span><i aria-labelledby=l${n} aria-label=b>1</i>`),
  'links between commas': (scale) => `<p>Tags: ${times('<a href=x>a</a>, ', 200_000, scale)}</p>`,
};

const pages: Readonly<Record<string, MakePage>> = {
  ...structure,
  ...tables,
  ...characters,
  ...values,
  ...scripts,
  ...facts,
};

export const hostilePageNames: readonly string[] = Object.keys(pages);

/** The hostile page of that name. @param scale 1 for the full size. */
export const hostilePage = (name: string, scale: number): HostilePage => ({
  name,
  html: (pages[name]?.(scale) ?? '').slice(0, 10 * 1024 * 1024),
});

/** Rows "copied" from such pages: texts that stand on most of them, thousands of times on some. */
export const hostileExamples: readonly Readonly<Record<string, string>>[] = [
  { name: 'x', price: '$1', count: '1' },
  { name: 'a', price: '$1.50', count: '2' },
];
