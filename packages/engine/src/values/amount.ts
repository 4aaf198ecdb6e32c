/** Reading the digits of a number, whatever the separators of the language it was written in. */

/** A number without sign: plain, with spaces between thousands, or with points, commas and apostrophes in it. */
export const amountPattern =
  "\\d{1,3}(?:[ \\u00a0\\u202f\\u2009]\\d{3})+(?!\\d)(?:[.,]\\d{1,2}(?!\\d))?|\\d+(?:[.,'’]\\d+)*|[.,]\\d{1,2}(?!\\d)";

/**
 * Reads one number as `amountPattern` matches it. Of two kinds of separator the last is the decimal one; a separator that
 * stands alone is decimal unless exactly three digits follow it ("1.299" is a thousand, "1.29" is not).
 * @param thousandths the currency has three decimals, so "1.299" is not a thousand.
 */
export const parseAmount = (written: string, thousandths = false): number | null => {
  const text = written.replace(/[\s'’\u00a0\u202f\u2009]/g, '');
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const amount = Number(last < 0 ? text : plainDecimal(text, last, thousandths));
  return Number.isFinite(amount) && text !== '' ? amount : null;
};

const plainDecimal = (text: string, last: number, thousandths: boolean): string => {
  const separator = text.charAt(last);
  const other = separator === '.' ? ',' : '.';
  const decimals = text.length - last - 1;
  const isRepeated = text.indexOf(separator) !== last;
  const hasBoth = text.includes(other);
  const isGroup =
    (isRepeated && !(hasBoth && text.lastIndexOf(other) > text.indexOf(separator))) ||
    (decimals === 3 && !thousandths && !hasBoth && last <= 3 && !/^0/.test(text));
  const whole = text.slice(0, isGroup ? text.length : last).replace(/[.,]/g, '');
  return isGroup ? whole : `${whole === '' ? '0' : whole}.${text.slice(last + 1)}`;
};
