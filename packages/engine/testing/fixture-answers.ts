import type { FixtureName } from './fixture-page.ts';

/** What is asked of an own page, and the rows that answer it: cells in the order of the fields. */
type Asked = { page: FixtureName; instruction: string; fields: string[]; rows: unknown[][] };

export const lists: readonly Asked[] = [
  {
    page: 'product-grid',
    instruction: 'Get all products',
    fields: ['name', 'price', 'rating', 'availability', 'link', 'image'],
    rows: [
      [
        'Heron desk lamp',
        '€49.00',
        '4.5 out of 5',
        'In stock',
        'https://shop.example/lamps/heron',
        'https://shop.example/img/heron.jpg',
      ],
      [
        'Wren & Co. night light',
        '€19.50',
        '3.9 out of 5',
        'Sold out',
        'https://shop.example/lamps/wren',
        'https://shop.example/img/wren.jpg',
      ],
      [
        'Stork floor lamp',
        '€1,129.00',
        null,
        'In stock',
        'https://shop.example/lamps/stork',
        'https://shop.example/img/stork.jpg',
      ],
      [
        'Tern wall lamp',
        '€75.25',
        '4.8 out of 5',
        'In stock',
        'https://shop.example/lamps/tern',
        'https://shop.example/img/tern.jpg',
      ],
    ],
  },
  {
    page: 'search-results',
    instruction: 'the search results',
    fields: ['title', 'url', 'description'],
    rows: [
      [
        'Tide tables for the north coast',
        'https://north.example/tides',
        'All tide times of the year, with heights in metres.',
      ],
      ['Brae harbour: tables', 'https://brae.example/2024', 'The office prints its tables each spring.'],
      ['Why the tide turns', 'https://learn.example/why', 'A short lesson about the moon & the sea.'],
    ],
  },
  {
    page: 'span-table',
    instruction: 'Get the table with columns Port, Boat, 2021, 2022.',
    fields: ['Port', 'Boat', '2021', '2022'],
    rows: [
      ['Brae', 'Petrel', '12.5', '14'],
      ['Brae', 'Fulmar', '9', '8.25'],
      ['Holm', 'Skua', 'closed', 'closed'],
    ],
  },
  {
    page: 'nested-list',
    instruction: 'all walks',
    fields: ['name', 'length'],
    rows: [
      ['Cliff path', '7.5 km'],
      ['Mill loop', '3 km'],
      ['Old railway', '11 km'],
    ],
  },
  {
    page: 'unclosed',
    instruction: 'all boats',
    fields: ['name', 'price', 'year'],
    rows: [
      ['Dinghy Tansy', '£350', '1994'],
      ['Cutter Sorrel', '£12,400', '1978'],
      ['Punt "Dock" & oars', '£90', '2003'],
      ['Ketch Yarrow', '£8,999.99', '1965'],
    ],
  },
  {
    page: 'german',
    instruction: 'Alle Fahrräder mit Name und Preis',
    fields: ['Name', 'Preis'],
    rows: [
      ['Stadtrad „Möwe“', '1.249,00 €'],
      ['Tourenrad Grünspecht', '899,50 €'],
      ['Lastenrad Straßenkrähe', '3.400,00 €'],
    ],
  },
  {
    page: 'japanese',
    instruction: 'all teas',
    fields: ['name', 'price'],
    rows: [
      ['朝霧の煎茶', '1,200円'],
      ['山影の玉露', '3,500円'],
      ['夕凪のほうじ茶', '800円'],
    ],
  },
  {
    page: 'arabic',
    instruction: 'all books',
    fields: ['title', 'author', 'price'],
    rows: [
      ['بيت على التل', 'سلمى نور', '45 ر.س'],
      ['ريح البحر', 'عمر فجر', '60 ر.س'],
      ['الطريق الطويل', 'ليلى سهل', '38.50 ر.س'],
    ],
  },
  {
    page: 'based-links',
    instruction: 'all reports',
    fields: ['title', 'link', 'date'],
    rows: [
      ['Spring report', 'https://shop.example/archive/2022/spring.pdf', '2 April 2022'],
      ['Winter report', 'https://shop.example/archive/2021/winter.pdf?a=1&b=2', '9 January 2022'],
      ['Summer report', 'https://files.example/summer.pdf', '1 July 2022'],
      ['Autumn report', null, '3 October 2022'],
    ],
  },
];

export const details: readonly Asked[] = [
  {
    page: 'article',
    instruction: 'the article',
    fields: ['title', 'author', 'date'],
    rows: [['Lighthouse opens again', 'Ida Marr', '14 May 2023']],
  },
  {
    page: 'product-detail',
    instruction: 'the product',
    fields: ['name', 'sku', 'brand', 'weight', 'material', 'description', 'image'],
    rows: [
      [
        'Gannet kettle & stand',
        'GK-204',
        'Pebble/Works',
        '950 g',
        'Steel',
        'Boils a litre. Keeps it warm.',
        ['https://shop.example/img/gannet-1.jpg', 'https://shop.example/img/gannet-2.jpg'],
      ],
    ],
  },
  {
    page: 'recipe',
    instruction: 'the recipe',
    fields: ['title', 'ingredients', 'instructions', 'author'],
    rows: [
      [
        'Barley broth',
        ['200 g pearl barley', '2 leeks', '1½ litres of stock'],
        ['Rinse the barley.', 'Simmer everything for an hour.'],
        'Tam Orr',
      ],
    ],
  },
  {
    page: 'definition-list',
    instruction: 'the ferry',
    fields: ['name', 'built', 'owner', 'home port', 'phone', 'email'],
    rows: [['Ferry Morven', '1987', 'Island Lines Ltd', 'Brae', '+44 20 7946 0018', 'office@lines.example']],
  },
];
