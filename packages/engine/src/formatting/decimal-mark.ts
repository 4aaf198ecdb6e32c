import { amountPattern } from '../values/amount.ts';

/** The character between the whole and the decimals. */
export type DecimalMark = '.' | ',';

const amounts = new RegExp(amountPattern, 'g');
/** "1.299": a thousand, or one and a bit. */
const readsTwoWays = /^[1-9]\d{0,2}([.,])\d{3}$/;

/** Languages that write "1.299,00". English, Hebrew, Thai and the East Asian ones write "1,299.00". */
const commaLanguages = new Set(
  'bg ca cs da de el es et eu fi fr gl hr hu id is it lt lv nb nl nn no pl pt ro ru sk sl sr sv tr uk vi'.split(
    ' ',
  ),
);
const pointLanguages = new Set('en he ja ko th zh'.split(' '));
/** Countries whose numbers differ from their language's. */
const pointCountries = new Set('CH LI MX PE GT DO PR US SV HN NI PA'.split(' '));

/** The mark that a number proves, null when it could be read both ways or has none. */
const provenMark = (written: string): DecimalMark | null => {
  const marks = written.match(/[.,]/g) ?? [];
  const [first] = marks;
  const last = marks.at(-1);
  if (last === undefined || readsTwoWays.test(written)) return null;
  const isMixed = first !== last;
  // A mark that repeats groups thousands, so the decimal one is the other.
  if (!isMixed && marks.length > 1) return last === '.' ? ',' : '.';
  return last === '.' ? '.' : ',';
};

/** Most numbers of a column must agree: one slip of an editor does not change how all are read. */
const leastAgreement = 0.8;

/** The decimal mark that the numbers of a column prove together; null when they prove none or contradict each other. */
export const markOfColumn = (texts: readonly string[]): DecimalMark | null => {
  const proven = texts
    .flatMap((text) => text.match(amounts) ?? [])
    .map(provenMark)
    .filter((mark) => mark !== null);
  const points = proven.filter((mark) => mark === '.').length;
  if (proven.length === 0) return null;
  if (points >= leastAgreement * proven.length) return '.';
  return proven.length - points >= leastAgreement * proven.length ? ',' : null;
};

/** The decimal mark of a language as it is written in a country; null when neither is known. */
export const markOfLanguage = (language: string | null, country: string | null): DecimalMark | null => {
  if (language === null) return null;
  if (commaLanguages.has(language)) return country !== null && pointCountries.has(country) ? '.' : ',';
  return pointLanguages.has(language) ? '.' : null;
};

/** Rewrites numbers that could be read two ways so that they can be read in one only; the others stay as they are. */
export const settleNumbers = (text: string, mark: DecimalMark | null): string =>
  mark === null
    ? text
    : text.replace(amounts, (written) => {
        const separator = readsTwoWays.exec(written)?.[1];
        if (separator === undefined) return written;
        // Four decimals cannot be a group of thousands.
        return separator === mark ? `${written}0` : written.replace(separator, '');
      });
