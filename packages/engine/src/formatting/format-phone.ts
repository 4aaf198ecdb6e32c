import { diallingOf } from './countries.ts';

const label =
  /^(?:tel:|(?:tel(?:ephone|efon|éfono)?|phone|ph|call|fon|mobile|mobil|fax|t|p)\s?[.:]*\s*|[☎📞]\s?)/iu;
const extension = /\s*(?:x|ext\.?|extension|durchwahl|;ext=)\s*\d{1,6}$/i;
const written = /^\+?[\d\s().\-/–‑·]+$/;
/** The trunk prefix as it is shown to callers from both sides: "+44 (0)20 …". */
const shownTrunk = /^(\+?\d{1,4}[\s.-]?)\((\d{1,2})\)/;

/**
 * Reads telephone numbers as E.164 ("+442079460958"). A number without a country code needs the country; whatever cannot
 * be read stays as it is. Extensions are no part of E.164: they are only in the row's own text.
 * @param country ISO 3166-1 code, null when unknown.
 */
export const formatPhones = (texts: readonly string[], country: string | null): string[] =>
  texts.map((text) => readPhone(text, country) ?? text.trim());

const readPhone = (text: string, country: string | null): string | null => {
  const number = text.trim().replace(label, '').replace(extension, '').trim();
  if (!written.test(number)) return null;
  const isInternational = /^(?:\+|00)/.test(number);
  if (isInternational)
    return withinLimits(number.replace(shownTrunk, dropTrunk).replace(/\D/g, '').replace(/^00/, ''));
  const dialling = country === null ? undefined : diallingOf(country);
  if (dialling === undefined) return null;
  const digits = number.replace(/\D/g, '');
  return dialling.code === '1' ? american(digits) : national(digits, dialling);
};

const dropTrunk = (_whole: string, code: string, inBrackets: string): string =>
  // "+1 (212) …" has an area code in its brackets; a trunk prefix is 0, 06 or 8.
  /^(?:0|06|8)$/.test(inBrackets) ? code : `${code}${inBrackets}`;

/** North American numbers have ten digits, area and exchange codes begin with 2 to 9. */
const american = (digits: string): string | null => {
  const ten = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return /^[2-9]\d{2}[2-9]\d{6}$/.test(ten) ? `+1${ten}` : null;
};

const national = (digits: string, { code, trunk }: { code: string; trunk: string }): string | null => {
  if (trunk !== '' && digits.startsWith(trunk)) return withinLimits(code + digits.slice(trunk.length));
  // Without the trunk prefix it may be a local number, whose area nobody told.
  return trunk === '' ? withinLimits(code + digits) : null;
};

const withinLimits = (digits: string): string | null =>
  /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null;
