// What a spreadsheet takes for the beginning of a formula, also in full width; what nobody sees may hide it: white space,
// line breaks, a byte order mark at the beginning of a file.
const opensFormula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
// Only what is a number and nothing else goes without the guard.
const strictNumber = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Whether a spreadsheet could take the text for a formula. */
export const opensAFormula = (text: string): boolean => opensFormula.test(text) && !strictNumber.test(text);

/** Makes a text inert: a spreadsheet shows it and never runs it (OWASP, "CSV Injection"). */
export const guardFormula = (text: string): string => (opensAFormula(text) ? `'${text}` : text);
