/** What is known of countries: how to call them, what they pay with, which language and address name only one. */

type Dialling = {
  /** E.164 country calling code. */
  readonly code: string;
  /** What is dialled in front of a number inside the country and left out from abroad; empty for none. */
  readonly trunk: string;
};

/** ISO 3166-1 code, calling code, trunk prefix (ITU-T E.164 and the national numbering plans); `-` for no trunk prefix. */
const diallingTable = `AE 971 0|AR 54 0|AT 43 0|AU 61 0|BE 32 0|BG 359 0|BR 55 0|CA 1 1|CH 41 0|CL 56 -|CN 86 0|CO 57 -|CY 357 -|CZ 420 -
DE 49 0|DK 45 -|EE 372 -|EG 20 0|ES 34 -|FI 358 0|FR 33 0|GB 44 0|GR 30 -|HK 852 -|HR 385 0|HU 36 06|ID 62 0|IE 353 0|IL 972 0
IN 91 0|IS 354 -|IT 39 -|JP 81 0|KE 254 0|KR 82 0|LT 370 0|LU 352 -|LV 371 -|MT 356 -|MX 52 -|MY 60 0|NG 234 0|NL 31 0|NO 47 -
NZ 64 0|PE 51 0|PH 63 0|PK 92 0|PL 48 -|PT 351 -|RO 40 0|RS 381 0|RU 7 8|SA 966 0|SE 46 0|SG 65 -|SI 386 0|SK 421 0|TH 66 0
TR 90 0|TW 886 0|UA 380 0|US 1 1|VN 84 0|ZA 27 0`;

const dialling = new Map<string, Dialling>(
  diallingTable.split(/[|\n]/).map((entry) => {
    const [country = '', code = '', trunk = ''] = entry.split(' ');
    return [country, { code, trunk: trunk === '-' ? '' : trunk }];
  }),
);

export const diallingOf = (country: string): Dialling | undefined => dialling.get(country);

const pairs = (table: string): ReadonlyMap<string, string> =>
  new Map(
    table.split(' ').map((entry): [string, string] => {
      const [from = '', to = ''] = entry.split(':');
      return [from, to];
    }),
  );

const soleCountries = pairs(
  'bg:BG cs:CZ da:DK el:GR et:EE fi:FI he:IL hr:HR hu:HU is:IS it:IT ja:JP ko:KR lt:LT lv:LV nb:NO nn:NO no:NO pl:PL ro:RO ' +
    'ru:RU sk:SK sl:SI sv:SE th:TH tr:TR uk:UA vi:VN',
);

/** The one country where nearly all pages in a language come from, else null: Spanish says nothing. */
export const countryOfLanguage = (language: string): string | null => soleCountries.get(language) ?? null;

const currencyCountries = pairs(
  'AUD:AU BGN:BG BRL:BR CAD:CA CHF:CH CLP:CL CNY:CN COP:CO CZK:CZ DKK:DK EGP:EG GBP:GB HKD:HK HUF:HU IDR:ID ILS:IL INR:IN ' +
    'ISK:IS JPY:JP KES:KE KRW:KR MXN:MX MYR:MY NGN:NG NOK:NO NZD:NZ PEN:PE PHP:PH PKR:PK PLN:PL RON:RO RSD:RS RUB:RU SAR:SA ' +
    'SEK:SE SGD:SG THB:TH TRY:TR TWD:TW UAH:UA VND:VN ZAR:ZA AED:AE',
);

/** The country that pays with a currency, null for those of many countries: dollars and euros are quoted everywhere. */
export const countryOfCurrency = (currency: string): string | null => currencyCountries.get(currency) ?? null;

/** Two-letter domains that are sold to the whole world for how they read. */
const vanityDomains = new Set('ai am cc co fm gg io is la ly me sh st tk to tv ws eu su'.split(' '));
const americanDomains = new Set(['gov', 'mil', 'edu']);

/** The country that an address names by its top-level domain, else null. */
export const countryOfAddress = (address: string | null): string | null => {
  const host = address === null ? '' : (URL.parse(address)?.hostname ?? '');
  const top = host.slice(host.lastIndexOf('.') + 1);
  if (americanDomains.has(top)) return 'US';
  if (top === 'uk') return 'GB';
  return /^[a-z]{2}$/.test(top) && !vanityDomains.has(top) ? top.toUpperCase() : null;
};

/** What a sign that several countries share means in each of them. */
const sharedSigns: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    '$',
    pairs(
      'AU:AUD NZ:NZD CA:CAD SG:SGD HK:HKD MX:MXN AR:ARS CL:CLP CO:COP UY:UYU TW:TWD DO:DOP JM:JMD BB:BBD',
    ),
  ],
  ['¥', pairs('CN:CNY JP:JPY')],
  ['￥', pairs('CN:CNY JP:JPY')],
  ['kr', pairs('SE:SEK NO:NOK DK:DKK IS:ISK')],
  ['rs', pairs('IN:INR PK:PKR LK:LKR NP:NPR MU:MUR')],
  ['₨', pairs('IN:INR PK:PKR LK:LKR NP:NPR MU:MUR')],
  ['pesos', pairs('MX:MXN AR:ARS CL:CLP CO:COP PH:PHP UY:UYU')],
]);

/** The currency that a sign stands for in a country, when the sign has several readings; else null. */
export const currencyInCountry = (sign: string, country: string): string | null =>
  sharedSigns.get(sign.toLowerCase().replace(/\.$/, ''))?.get(country) ?? null;
