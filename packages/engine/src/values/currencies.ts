/** How currencies are written. A sign that several countries share without a usual reading has no code (`null`). */

const codes = new Set(
  `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTC BTN BWP BYN BYR BZD CAD CDF CHF
  CLF CLP CNY COP CRC CUC CUP CVE CZK DEM DJF DKK DOP DZD EGP ERN ESP ETB EUR FIM FJD FKP FRF GBP GEL GHS GIP GMD GNF GRD
  GTQ GYD HKD HNL HRK HTG HUF IDR IEP ILS INR IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
  LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NLG NOK NPR NZD OMR PAB PEN
  PGK PHP PKR PLN PTE PYG QAR RMB RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SIT SKK SLL SOS SRD SSP STD STN SVC SYP SZL
  THB TJS TMM TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VEF VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL`.split(
    /\s+/,
  ),
);

/** Codes that are also common words or abbreviations in lower or mixed case stay out of it. */
const lowerCaseCodes = new Set(
  'aed aud brl cad chf cny czk dkk eur gbp hkd huf inr jpy kes kwd mxn myr nok nzd php pkr pln ron rub sar sek sgd thb uah usd vnd zar'.split(
    ' ',
  ),
);

const signTable = `
$ USD|US$ USD|U.S.$ USD|us$ USD|C$ CAD|CA$ CAD|Can$ CAD|CDN$ CAD|A$ AUD|AU$ AUD|NZ$ NZD|HK$ HKD|S$ SGD|NT$ TWD|R$ BRL|MX$ MXN
Mex$ MXN|J$ JMD|Z$ ZWL|Bs$ BOB|B/. PAB|S/. PEN|S/ PEN|AR$ ARS|CLP$ CLP|COL$ COP|U$S USD|U$ USD|RD$ DOP|TT$ TTD|N$ NAD|BZ$ BZD
€ EUR|EUR. EUR|Euro EUR|euro EUR|euros EUR|Euros EUR|EURO EUR|£ GBP|₤ GBP|¥ JPY|￥ JPY|円 JPY|元 CNY|人民币 CNY|₩ KRW|원 KRW
₹ INR|Rs INR|Rs. INR|rs INR|rs. INR|RS INR|Re. INR|₨ -|₽ RUB|руб RUB|руб. RUB|Руб RUB|Руб. RUB|рублей RUB|р RUB|р. RUB|Р RUB
₴ UAH|грн UAH|грн. UAH|₸ KZT|тг KZT|тг. KZT|₺ TRY|TL TRY|₫ VND|đ VND|Đ VND|VNĐ VND|฿ THB|บาท THB|₦ NGN|₱ PHP|₪ ILS|ש״ח ILS
NIS ILS|nis ILS|₡ CRC|₲ PYG|₵ GHS|GH₵ GHS|₭ LAK|₮ MNT|₼ AZN|₾ GEL|֏ AMD|؋ AFN|﷼ IRR|៛ KHR|৳ BDT|₿ BTC|¢ -|￠ -|¤ -|kr -|kr. -
Kr -|Kr. -|KR -|zł PLN|zl PLN|ZŁ PLN|zł. PLN|Zł PLN|Kč CZK|kč CZK|KČ CZK|Kc CZK|CZK. CZK|Ft HUF|FT. HUF|lei RON|Lei RON|LEI RON
leu RON|лв BGN|лв. BGN|lv BGN|lv. BGN|din RSD|din. RSD|дин RSD|дин. RSD|РСД RSD|kn HRK|Lt LTL|Ls LVL|лева BGN|ден MKD|ден. MKD
KM BAM|Fr. CHF|SFr. CHF|SFr CHF|sFr. CHF|Fr CHF|fr. CHF|FF FRF|DM DEM|RM MYR|Rp IDR|Rp. IDR|KD KWD|K.D. KWD|BD BHD|B.D. BHD
JD JOD|DT TND|Dh AED|Dhs AED|DHS AED|Dhs. AED|Dirham AED|د.إ AED|درهم AED|ر.س SAR|ريال SAR|د.ك KWD|ج.م EGP|د.ج DZD|دج DZD
د.ع IQD|د.ت TND|د.م. MAD|ل.ل LBP|ل.س SYP|ر.ق QAR|ر.ع. OMR|تومان IRR|﷼. IRR|SR SAR|QR QAR|LE EGP|L.E. EGP|Ksh KES|KSh KES
KSH KES|Ksh. KES|USh UGX|TSh TZS|R ZAR|Br -|FBu BIF|Fdj DJF|FCFA XOF|CFA XOF|F.CFA XOF|VT VUV|Nu BTN|Nu. BTN|Afs AFN|сум UZS
сом KGS|UF CLF|CND CAD|dollars USD|Dollars USD|dollar USD|pounds GBP|Pesos -|pesos -|USD$ USD|yen JPY|yuan CNY|RMB CNY|pln. PLN
р.. RUB|бел.руб BYN|манат AZN|֏. AMD|Lari GEL|лари GEL|Bs. BOB|Bs BOB|Gs. PYG|сўм UZS|so'm UZS`;

const signs = new Map<string, string | null>(
  signTable
    .trim()
    .split(/[|\n]/)
    .map((entry) => {
      const space = entry.lastIndexOf(' ');
      const code = entry.slice(space + 1);
      return [entry.slice(0, space), code === '-' ? null : code];
    }),
);

/** Signs of one letter that mean something else behind a number. */
const prefixOnly = new Set(['R', 'S/', 'LE', 'SR', 'QR', 'BD', 'UF']);
/** Signs that mean something else in front of a number. */
const suffixOnly = new Set(['р', 'Р', 'р.', 'din', 'Lt', 'kn', 'VT', 'Br', 'KM', 'DT', 'FT.', 'Ft', 'yen']);

/** Currencies with three decimals (ISO 4217). */
export const thousandthCurrencies: ReadonlySet<string> = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

const longestSign = 7;
const isLetter = (char: string): boolean => /\p{L}/u.test(char);

/** A currency found beside a number; `code` is its ISO 4217 code when the sign tells it. */
export type CurrencyMark = { readonly code: string | null; readonly start: number; readonly end: number };

/** @returns the code, `null` for a sign without one, `undefined` for what is no currency. */
const codeOf = (word: string): string | null | undefined => {
  if (codes.has(word)) return word === 'RMB' ? 'CNY' : word;
  const known = signs.get(word);
  if (known !== undefined) return known;
  if (lowerCaseCodes.has(word)) return word.toUpperCase();
  const country = word.endsWith('$')
    ? word.slice(0, -1).trimEnd()
    : word.startsWith('$')
      ? word.slice(1)
      : '';
  return codes.has(country) ? country : undefined;
};

/** The currency that ends where a number starts; a space or colon may stand between them. */
export const currencyBefore = (text: string, numberStart: number): CurrencyMark | null => {
  let end = numberStart;
  while (end > 0 && numberStart - end < 3 && /[\s:+-]/.test(text.charAt(end - 1))) end--;
  for (let length = Math.min(longestSign, end); length > 0; length--) {
    const start = end - length;
    const word = text.slice(start, end);
    if (isLetter(word.charAt(0)) && start > 0 && isLetter(text.charAt(start - 1))) continue;
    const code = suffixOnly.has(word) ? undefined : codeOf(word);
    if (code !== undefined) return { code, start, end };
  }
  return null;
};

/** The currency that starts where a number ends; a space or the dash that stands for no cents may be between them. */
export const currencyAfter = (text: string, numberEnd: number): CurrencyMark | null => {
  const gap = /^[.,]?\s?[-–—]{0,3}\s{0,2}/.exec(text.slice(numberEnd, numberEnd + 8))?.[0] ?? '';
  const start = numberEnd + gap.length;
  for (let length = Math.min(longestSign, text.length - start); length > 0; length--) {
    const end = start + length;
    const word = text.slice(start, end);
    if (isLetter(word.charAt(length - 1)) && isLetter(text.charAt(end))) continue;
    // Behind a dash it belongs to the next number: "3 - $5".
    if (/[-–—]/.test(gap) && /^\s?\d/.test(text.slice(end))) continue;
    const code = prefixOnly.has(word) ? undefined : codeOf(word);
    if (code !== undefined) return { code, start, end };
  }
  return null;
};
