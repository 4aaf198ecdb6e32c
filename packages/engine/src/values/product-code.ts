/** Numbers that name a product: ISBN, GTIN (EAN, UPC) and the shop's own. */

const isbnShape = /^(?:isbn(?:[-\s]?1[03])?\s?:?\s?)?([\d][\d\s-]{8,15}[\dXx])$/i;
const isbnPart = /(?<![\d-])(?:97[89][-\s]?)?\d[\d-]{8,11}[\dXx](?![\d-])/g;

const isbn10Holds = (code: string): boolean => {
  let sum = 0;
  for (let i = 0; i < 10; i++) {
    const digit = code[i] === 'X' ? 10 : Number(code[i]);
    sum += digit * (10 - i);
  }
  return sum % 11 === 0;
};

/** GS1's check digit: weights 3 and 1 in turn from the right. */
const gs1Holds = (code: string): boolean => {
  let sum = 0;
  for (let i = 0; i < code.length; i++) sum += Number(code[code.length - 1 - i]) * (i % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
};

const isIsbnCode = (written: string): boolean => {
  const code = written.replace(/[\s-]/g, '').toUpperCase();
  if (/^\d{9}[\dX]$/.test(code)) return isbn10Holds(code);
  return /^97[89]\d{10}$/.test(code) && gs1Holds(code);
};

/** True for an ISBN-10 or ISBN-13 whose check digit holds, with or without hyphens and label. */
export const isIsbn = (text: string): boolean => {
  const match = text.length <= 32 ? isbnShape.exec(text) : null;
  return match !== null && isIsbnCode(match[1] ?? '');
};

/** 1: an ISBN; 0.5: one among other words. */
export const isbnFit = (text: string): number => {
  if (isIsbn(text)) return 1;
  return [...text.matchAll(isbnPart)].some((match) => isIsbnCode(match[0])) ? 0.5 : 0;
};

/** True for a GTIN of 8, 12, 13 or 14 digits whose check digit holds. */
export const isGtin = (text: string): boolean => {
  if (text.length > 24) return false;
  const code = text.replace(/^(?:ean|upc|gtin)(?:-?\d{1,2})?\s?:?\s?/i, '').replace(/[\s-]/g, '');
  return /^(?:\d{8}|\d{12,14})$/.test(code) && gs1Holds(code) && !/^0+$/.test(code);
};

/** 1: a GTIN; 0.5: one among other words. */
export const gtinFit = (text: string): number => {
  if (isGtin(text)) return 1;
  return (text.match(/(?<!\d)\d{8,14}(?!\d)/g) ?? []).some(isGtin) ? 0.5 : 0;
};

const skuLabel =
  /^(?:sku|item|model|part|product|article|style|ref|réf|art|artikel|mpn|code|catalog|cat)\.?[\s-]?(?:number|no|nr|num|code|id|#|n°|nummer)?\.?\s?[:#]?\s?/i;
const code = /^#?[A-Z0-9][A-Z0-9._/-]{1,39}$/i;

/** True for a short code with a digit in it and no space: a shop's own number may be nearly anything. */
export const isSku = (text: string): boolean =>
  code.test(text) && /\d/.test(text) && text.length >= 3 && !/^\d{1,3}(?:[.,]\d+)+$/.test(text);

/** 1: letters and digits mixed; 0.8: digits alone; 0.5: with its label; 0.3: a code without a digit. */
export const skuFit = (text: string): number => {
  if (isSku(text)) return /[A-Z]/i.test(text) || text.length >= 5 ? 1 : 0.8;
  const rest = text.replace(skuLabel, '');
  if (rest !== text && isSku(rest)) return 0.5;
  return code.test(text) && /^[A-Z]{2}[A-Z._/-]+$/.test(text) ? 0.3 : 0;
};
