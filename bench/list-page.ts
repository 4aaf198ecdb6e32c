/** What a generated page holds: how many records, and how many characters of text describe each. */
type ListPageOptions = { readonly records: number; readonly descriptionLength?: number };

const materials = ['oak', 'linen', 'steel', 'glass', 'wool', 'cork', 'brass', 'bamboo', 'clay', 'felt'];
const things = ['lamp', 'shelf', 'chair', 'basket', 'kettle', 'mirror', 'blanket', 'stool', 'vase', 'clock'];
const words =
  'made by hand in small series with a finish that keeps its colour for years and parts that can be replaced one by one when they wear out &amp; it comes with everything needed to set it up at home in a few quiet minutes'.split(
    ' ',
  );

const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

const sentence = (seed: number, length: number): string => {
  let text = 'It is';
  for (let i = seed; text.length < length; i++) text += ` ${pick(words, i * 7 + (seed % 5))}`;
  return `${text}.`;
};

const record = (n: number, descriptionLength: number): string => {
  const name = `${pick(materials, n)} ${pick(things, Math.floor(n / 10))} no. ${n}`;
  const price = `${10 + (n % 90)}.${String(n % 100).padStart(2, '0')}`;
  const old = n % 4 === 0 ? `<s class="price-old">$${90 + (n % 9)}.00</s>` : '';
  return `
<li class="card" data-id="p${n}"><a href="/shop/item-${n}"><img src="/img/${n}.jpg" alt="" width="240" height="180"><h3 class="title">${name}</h3></a>
<p class="text">${sentence(n, descriptionLength)}</p>
<div class="meta"><span class="price">$${price}</span>${old} <span class="rating">${(3 + (n % 20) / 10).toFixed(1)} out of 5</span> <em>${n % 700} reviews</em> <b>${n % 7 === 0 ? 'Sold out' : 'In stock'}</b></div></li>`;
};

const navigation = Array.from(
  { length: 24 },
  (_, i) => `<li><a href="/shop/group-${i}">All ${pick(things, i)} offers</a></li>`,
).join('');

/** A shop's list page with navigation, inline script and footer; the same for the same options. */
export const listPage = ({ records, descriptionLength = 165 }: ListPageOptions): string => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Everything for the house</title>
<link rel="stylesheet" href="/site.css"><script>window.settings = {"currency":"USD","perPage":${records}};
function open(id) { if (id < 0 && !document.hidden) { return false; } location.href = '/shop/item-' + id; }</script></head>
<body class="list"><header><a href="/">Home</a><nav><ul class="menu">${navigation}</ul></nav></header>
<main><h1>Everything for the house</h1><p class="count">${records} products</p>
    <ul class="products">${Array.from({ length: records }, (_, n) => record(n, descriptionLength)).join('')}
    </ul></main>
<footer><p>Prices include tax &amp; postage.</p><a href="/imprint">Imprint</a> <a href="/help">Help</a></footer>
</body></html>
`;

/** How many records make a page of 500 KB, about half of it text. */
export const recordsIn500Kb = 1000;
