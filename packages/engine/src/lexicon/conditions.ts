/** Words of an instruction that choose, order or cut records. They are no fields. */

/** An instruction without its conditions. */
export type Conditions = {
  readonly rest: string;
  /** "first 10": the most rows wanted. */
  readonly limit: number | null;
  /** The conditions as they were written. */
  readonly others: readonly string[];
};

const numberWords = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

const limits =
  /\b(?:(?:only |just )?(?:the )?(?:first|top|ersten|premiers|premières|primeros|primeras)|limit(?:ed)? to|(?:a )?max(?:imum)?(?: of)?|no more than)\s+(\d{1,5}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/i;

const amount =
  '(?:[$€£¥]\\s?)?\\d[\\d.,]*(?:\\s?(?:[%$€£]|k\\b|usd\\b|eur\\b|euros?\\b|dollars?\\b|pounds?\\b|stars?\\b|percent\\b|reviews?\\b|years?\\b|days?\\b))?';
const comparison =
  '(?:under|below|over|above|less than|more than|fewer than|greater than|cheaper than|higher than|lower than|at least|at most|up to|between|before|after|since|older than|newer than|unter|über|moins de|plus de|menos de|más de)';
const subject =
  '(?:(?:that|which|whose|where|with|having|and)\\s+(?:an?\\s+|the\\s+)?(?:[\\p{L}]+\\s+){0,3}?(?:(?:is|are|of|costs?|cost|was|has|have|price[ds]?|rating|rated)\\s+)?)?';

const others: readonly RegExp[] = [
  new RegExp(
    `${subject}\\b${comparison}\\s+${amount}(?:\\s+(?:and|to|und|et|y)\\s+${amount})?(?:\\s+or (?:more|less|higher|lower))?`,
    'giu',
  ),
  new RegExp(`${subject}(?:>|<|>=|<=|=)\\s?${amount}`, 'giu'),
  /,?\s*\b(?:sorted|ordered|sort|order|ranked|grouped|group|sortiert|triés?|ordenados?)\s+(?:them\s+)?(?:by|nach|par|por)\b[^.;:]*/gi,
  /,?\s*\b(?:only\s+(?:those\s+)?(?:that are\s+|which are\s+)?(?:in stock|on sale|available|new|free)(?:\s+(?:ones|items|products))?|(?:in stock|on sale|available)\s+only|(?:that|which)\s+are\s+(?:currently\s+)?(?:in stock|on sale|available|free|new|sold out|out of stock))\b/gi,
  /,?\s*\b(?:except(?: for)?|excluding|exclude|ignoring|ignore|leave out|skip|but not|but no|without(?! (?:a )?(?:rating|price)s?\b))\s+[^.;:,]*/gi,
  /\b(?:that|which|whose (?:title|name|description))\s+(?:contains?|includes?|mentions?|starts? with|ends? with)\s+[^.;:,]*/gi,
];

/** Takes the conditions out of an instruction. */
export const takeConditions = (instruction: string): Conditions => {
  const limit = limits.exec(instruction);
  let rest = limit === null ? instruction : instruction.replace(limit[0], ' ');
  const found: string[] = [];
  for (const pattern of others) {
    rest = rest.replace(pattern, (written) => {
      found.push(written.replace(/^[,\s]+|\s+$/g, ''));
      return ' ';
    });
  }
  return {
    rest: rest.replace(/\s+/g, ' ').trim(),
    limit: limit === null ? null : readCount(limit[1] ?? ''),
    others: found,
  };
};

const readCount = (written: string): number | null => {
  const count = /^\d/.test(written) ? Number(written) : numberWords.indexOf(written.toLowerCase());
  return count > 0 ? count : null;
};
