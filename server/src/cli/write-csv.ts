import { stringify } from 'csv-stringify/sync';
import { cellText, type ExtractionResult } from './extraction-result.ts';

// What a spreadsheet takes for the beginning of a formula, also in full width; a tab or line break may hide one.
const opensFormula = /^[=+\-@\t\r\n＝＋－＠]/;
// Only what is a number and nothing else goes without the guard.
const strictNumber = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Makes a text inert: a spreadsheet shows it and never runs it (OWASP, "CSV Injection"). */
export const guardFormula = (text: string): string =>
  opensFormula.test(text) && !strictNumber.test(text) ? `'${text}` : text;

/** The rows as CSV (RFC 4180) with a line of field names; formulas that the page smuggled in are inert. */
export const writeCsv = ({ fields, rows }: ExtractionResult): string => {
  const names = fields.map(({ name }) => name);
  const lines = [names, ...rows.map((row) => names.map((name) => cellText(row[name])))];
  return stringify(lines.map((line) => line.map(guardFormula)));
};
