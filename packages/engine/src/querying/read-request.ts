import type { ExtractionRequest } from '../extraction.ts';
import { toFieldQuery } from '../lexicon/find-concept.ts';
import { readInstruction, type Understanding } from '../lexicon/read-instruction.ts';
import type { QueryInput } from './query.ts';

/** What a request asks for: its instruction as it is understood, with what its query says instead. */
export const readRequest = (request: ExtractionRequest): Understanding => {
  const { instruction, query } = request;
  const names = request.fields ?? (query?.fields?.length ? query.fields : undefined);
  const read = readInstruction(instruction, {
    ...(names === undefined ? {} : { fields: names }),
    ...(request.schema === undefined ? {} : { schema: request.schema }),
  });
  const understanding = query === undefined ? read : corrected(read, query);
  return { ...understanding, limit: request.limit ?? understanding.limit };
};

/** The query's parts go before those of the instruction; words that it does without need no warning. */
const corrected = (read: Understanding, query: QueryInput): Understanding => {
  const where = query.where ?? read.where;
  const orderBy = query.orderBy ?? read.orderBy;
  const entity = query.entity === undefined ? read.entity : query.entity;
  const names = new Set([...where, ...orderBy].map(({ field }) => field));
  const known = [...read.fields, ...read.unseen];
  const unseen = [...names]
    .filter((name) => !read.fields.some((field) => field.name === name))
    .map((name) => known.find((field) => field.name === name) ?? toFieldQuery(name, entity));
  return {
    entity,
    many: query.many ?? read.many,
    fields: read.fields,
    areFieldsNamed: read.areFieldsNamed,
    where,
    orderBy,
    limit: query.limit === undefined ? read.limit : query.limit,
    unseen,
    warnings: query.where === undefined ? read.warnings : [],
  };
};
