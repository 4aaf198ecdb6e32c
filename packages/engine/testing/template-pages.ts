/** Pages of two invented templates, a list and a detail page, for tests of what is learned from one for another. */

export type Tool = {
  readonly name: string;
  readonly price: string;
  /** Some tools have none, and then the page has no place for it either. */
  readonly maker?: string;
  readonly weight: string;
  readonly stock?: string;
};

const item = ({ name, price, maker, weight }: Tool, n: number): string =>
  `<li class="card ${n % 2 === 0 ? 'even' : 'odd'}" id="p-${n * 37}"><a href="/tool/${n * 37}"><h3>${name}</h3></a>` +
  `${maker === undefined ? '' : `<span class="maker">by ${maker}</span>`}` +
  `<div class="css-9xk2"><b>${price}</b></div><p>Weight: <i>${weight}</i><br>Ships in 2 days</p></li>`;

const around = (title: string, main: string): string =>
  `<!doctype html><html><head><title>${title}</title><style>.gone{display:none}</style></head><body>` +
  '<nav><ul><li><a href="/">Home</a></li><li><a href="/tools">Tools</a></li><li><a href="/help">Help</a></li></ul></nav>' +
  `<main><h1>${title}</h1>${main}</main><footer><p>Prices include tax</p></footer></body></html>`;

/** A list of tools. */
export const toolList = (title: string, tools: readonly Tool[]): string =>
  around(title, `<ul class="cards">${tools.map(item).join('')}</ul>`);

/** The page of one tool; what it lacks has no line. */
export const toolPage = ({ name, price, maker, weight, stock }: Tool): string =>
  around(
    'Tool shop',
    `<div class="tool"><h2>${name}</h2><div class="facts">` +
      `${maker === undefined ? '' : `<div><b>Maker:</b> <span>${maker}</span></div>`}` +
      `<div><b>Weight:</b> <span>${weight}</span></div><div><b>Price:</b> <span>${price}</span></div>` +
      `${stock === undefined ? '' : `<div><b>Stock:</b> <span>${stock}</span></div>`}</div>` +
      '<p class="gone">Price: <span>$1.00</span></p></div>',
  );

export const spring: readonly Tool[] = [
  { name: 'Claw hammer', price: '$18.50', maker: 'Orrin', weight: '540 g' },
  { name: 'Hand plane', price: '$64.00', weight: '1.2 kg' },
  { name: 'Brass level', price: '$31.25', maker: 'Tamsin', weight: '380 g' },
  { name: 'Coping saw', price: '$12.75', maker: 'Orrin', weight: '260 g' },
];

export const autumn: readonly Tool[] = [
  { name: 'Bench vice', price: '$88.00', maker: 'Ketterly', weight: '6 kg' },
  { name: 'Rasp & file', price: '$9.99', maker: 'Orrin', weight: '190 g' },
  { name: 'Mitre box', price: '$22.40', weight: '700 g' },
  { name: 'Spokeshave', price: '$41.00', maker: 'Tamsin', weight: '310 g' },
  { name: 'Try square', price: '$16.10', maker: 'Ketterly', weight: '275 g' },
];
