import type { QueryInput } from '@gleaner/engine';
import { operators } from '@gleaner/engine/request';
import { z } from 'zod';
import type { Question } from '../../models/index.ts';
import { AskedQuery } from '../query.schema.ts';

const mostOutputTokens = 2_000;

/** An instruction as a model read it: a query, and the words that no page can answer. */
export type ReadQuery = { readonly query: QueryInput; readonly unanswered: readonly string[] };

const instructions = `You read what somebody wants of a web page into a closed query. You do not see the page and answer nothing of it.
- entity: what the records are, in the singular; null when it is not said. many: whether a list is wanted.
- fields: the columns to be shown, short names in snake_case such as name, price, rating, url. Only what is asked for.
- where: conditions that all hold. value: a number for money, ratings and counts; ISO 8601 for dates ("2024-05-01") and spans of time ("PT30M"); true or false for the field "availability"; else text; null for exists and missing.
- orderBy: the most important key first. limit: how many at the most, or null.
- unanswered: the parts, in the words of the instruction, that are not on any page (summaries, opinions, translations) or that the form has no place for ("or", exclusions of other pages). Never leave such a part out silently.`;

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const Answer = z.object({
  entity: z.string().nullable(),
  many: z.boolean(),
  fields: z.array(z.string()),
  where: z.array(z.object({ field: z.string(), op: z.enum(operators), value })),
  orderBy: z.array(z.object({ field: z.string(), descending: z.boolean() })),
  limit: z.number().nullable(),
  unanswered: z.array(z.string()),
});

const mostUnanswered = 10;
const longestPart = 200;

/** Asks for an instruction as a query. Given names are the columns, whatever the model makes of them. */
export const queryQuestion = (instruction: string, given: readonly string[]): Question<ReadQuery> => ({
  about: 'query',
  instructions,
  prompt: `The instruction: ${JSON.stringify(instruction)}${given.length > 0 ? `\nThe columns, by name: ${JSON.stringify(given)}` : ''}`,
  schema: Answer,
  read: (answer) => {
    const read = Answer.safeParse(answer);
    if (!read.success) return null;
    const { unanswered, fields, ...parts } = read.data;
    // What a caller may send is what a model may say.
    const own = given.length > 0 ? {} : { fields: [...new Set(fields)] };
    const query = AskedQuery.safeParse({ ...parts, ...own });
    if (!query.success) return null;
    const shortened = unanswered.slice(0, mostUnanswered).map((part) => part.slice(0, longestPart));
    return { query: query.data, unanswered: shortened };
  },
  mostOutputTokens,
});
