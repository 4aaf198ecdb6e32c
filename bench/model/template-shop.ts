/** Pages of ten invented templates, five of lists and five of single things, with the truth about each. */

export type ShopPage = {
  readonly template: number;
  readonly url: string;
  readonly html: string;
  readonly instruction: string;
  readonly fields: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
};

type Row = Readonly<Record<string, string>>;
type Template = {
  readonly instruction: string;
  readonly fields: readonly string[];
  readonly rowsOf: (page: number) => readonly Row[];
  readonly write: (rows: readonly Row[]) => string;
};

const syllables = 'bra dil fen gor hal kim lor mev nus pol rin sev tam ul vor wex yan zet'.split(' ');

/** A word that no other page has. */
const wordOf = (seed: number): string => {
  let rest = seed * 7919 + 17;
  let word = '';
  for (let n = 0; n < 4; n++) {
    word += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length) + seed + n;
  }
  return `${word[0]?.toUpperCase()}${word.slice(1)} ${seed}`;
};

const rowsOf =
  (template: number, count: (page: number) => number, make: (seed: number) => Row) =>
  (page: number): Row[] =>
    Array.from({ length: count(page) }, (_, n) => make(template * 1_000_000 + page * 100 + n));

const many = (page: number): number => 8 + (page % 17);
const one = (): number => 1;
const money = (seed: number): string => `€${(seed % 900) + 1}.${10 + (seed % 89)}`;
const code = (seed: number): string => `K-${seed % 100_000}`;

const each = (rows: readonly Row[], write: (row: Row, n: number) => string): string =>
  rows.map(write).join('');

/** Markup that tells little: names stand in paragraphs, prices in italics, and decoys beside them. */
const templates: readonly Template[] = [
  {
    instruction: 'all products',
    fields: ['name', 'price'],
    rowsOf: rowsOf(0, many, (n) => ({ name: wordOf(n), price: money(n) })),
    write: (rows) =>
      `<div class="shelf">${each(rows, ({ name, price }, n) => `<div class="tile"><p class="cap">${name}</p><small>was €${n + 1000}.00</small><i>${price}</i></div>`)}</div>`,
  },
  {
    instruction: 'all products',
    fields: ['name', 'price'],
    rowsOf: rowsOf(1, many, (n) => ({ name: wordOf(n), price: money(n) })),
    write: (rows) =>
      `<dl class="stock">${each(rows, ({ name, price }) => `<dt><a href="/x">${name}</a></dt><dd><span>in boxes of 6</span> <em>${price}</em></dd>`)}</dl>`,
  },
  {
    instruction: 'all articles',
    fields: ['title', 'author', 'teaser'],
    rowsOf: rowsOf(2, many, (n) => ({
      title: wordOf(n),
      author: wordOf(n + 50),
      teaser: `On ${wordOf(n + 70)} and more`,
    })),
    write: (rows) =>
      `<main class="feed">${each(rows, ({ title, author, teaser }) => `<article><header><h2>${title}</h2><address>${author}</address></header><p>${teaser}</p><footer>Share</footer></article>`)}</main>`,
  },
  {
    instruction: 'all members',
    fields: ['name', 'role', 'town'],
    rowsOf: rowsOf(3, many, (n) => ({
      name: wordOf(n),
      role: `Keeper of ${wordOf(n + 60)}`,
      town: wordOf(n + 80),
    })),
    write: (rows) =>
      `<section class="people"><ol>${each(rows, ({ name, role, town }) => `<li class="person"><b>${name}</b><br><span class="does">${role}</span><span class="at">${town}</span></li>`)}</ol></section>`,
  },
  {
    instruction: 'all parts',
    fields: ['code', 'name'],
    rowsOf: rowsOf(4, many, (n) => ({ code: code(n), name: wordOf(n) })),
    write: (rows) =>
      `<table class="bare"><tbody>${each(rows, ({ code: own, name }, n) => `<tr><td>${n + 1}</td><td>${own}</td><td>${name}</td></tr>`)}</tbody></table>`,
  },
  {
    instruction: 'the product',
    fields: ['name', 'price', 'code'],
    rowsOf: rowsOf(5, one, (n) => ({ name: wordOf(n), price: money(n), code: code(n) })),
    write: ([row]) =>
      `<div class="hero"><div class="big">${row?.name}</div><div class="pay"><u>${row?.price}</u></div><p class="tiny">${row?.code}</p></div>`,
  },
  {
    instruction: 'the product',
    fields: ['name', 'price', 'code'],
    rowsOf: rowsOf(6, one, (n) => ({ name: wordOf(n), price: money(n), code: code(n) })),
    write: ([row]) =>
      `<section><figure class="pic"><figcaption>${row?.name}</figcaption></figure><ul class="bits"><li>Ref <q>${row?.code}</q></li><li>Now <mark>${row?.price}</mark></li></ul></section>`,
  },
  {
    instruction: 'the article',
    fields: ['title', 'author', 'desk'],
    rowsOf: rowsOf(7, one, (n) => ({ title: wordOf(n), author: wordOf(n + 40), desk: wordOf(n + 90) })),
    write: ([row]) =>
      `<article class="story"><div class="kick">${row?.desk}</div><div class="line">${row?.title}</div><div class="by">${row?.author}</div></article>`,
  },
  {
    instruction: 'the person',
    fields: ['name', 'role', 'town'],
    rowsOf: rowsOf(8, one, (n) => ({
      name: wordOf(n),
      role: `Keeper of ${wordOf(n + 60)}`,
      town: wordOf(n + 80),
    })),
    write: ([row]) =>
      `<aside class="card"><p><strong>${row?.name}</strong></p><p><cite>${row?.role}</cite></p><p><samp>${row?.town}</samp></p></aside>`,
  },
  {
    instruction: 'the event',
    fields: ['title', 'place', 'fee'],
    rowsOf: rowsOf(9, one, (n) => ({ title: wordOf(n), place: `Hall ${wordOf(n + 30)}`, fee: money(n) })),
    write: ([row]) =>
      `<div class="bill"><div class="row a"><span>${row?.title}</span></div><div class="row b"><span>${row?.place}</span></div><div class="row c"><kbd>${row?.fee}</kbd></div></div>`,
  },
];

const around = (template: number, main: string): string => {
  const tag = ['nav', 'header', 'div', 'section', 'menu'][template % 5];
  return `<!doctype html><html><head><title>Shop</title></head><body class="t${'abcdefghij'[template]}"><${tag} class="top-${'abcdefghij'[template]}"><a href="/">Home</a> <a href="/help">Help</a></${tag}>${main}<p class="end">Prices include tax</p></body></html>`;
};

/** So many pages, of the ten templates in turn. */
export const shopPages = (count: number): ShopPage[] =>
  Array.from({ length: Math.ceil(count / templates.length) }, (_, page) =>
    templates.map(({ instruction, fields, rowsOf: rowsFor, write }, template) => {
      const rows = rowsFor(page);
      const url = `https://shop.example/${template}/${page}`;
      return { template, instruction, fields, rows, url, html: around(template, write(rows)) };
    }),
  )
    .flat()
    .slice(0, count);
