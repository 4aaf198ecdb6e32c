import { type Extraction, maxRows } from '../extraction.ts';
import { leastAnswered } from './doubts.ts';
import { nothingAnswers } from './write-answer.ts';

/**
 * Whether what the structure answers can be believed without asking further: it found something, raised no doubt, and
 * most of the fields. Records that do not meet the conditions, or are more than an answer holds, are no doubt.
 */
export const isSure = ({ status, reason, fields, rows }: Extraction): boolean => {
  if (status === 'empty') return reason !== nothingAnswers;
  if (status === 'partial') return rows.length === maxRows;
  const answered = fields.filter(({ name }) => rows.some((row) => (row[name] ?? null) !== null)).length;
  return answered >= leastAnswered * fields.length;
};
