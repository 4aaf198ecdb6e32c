/** The engine: a page and a request in, rows with evidence out. No network, no file, no clock. */

export { answerPage, type LearnedAnswer, type LearningRequest } from './answer-page.ts';
export { answerPages } from './answer-pages.ts';
export { isSure } from './answering/is-sure.ts';
export type { Example } from './examples/learn-from-examples.ts';
export type { Line, OfferedLines } from './examples/lines-of.ts';
export { extract } from './extract.ts';
export {
  type Cell,
  type CellEvidence,
  type Evidence,
  type Extraction,
  type ExtractionRequest,
  maxFields,
  maxRows,
  type PageInput,
  type Row,
  type RowSchema,
  type SchemaProperty,
} from './extraction.ts';
export { fieldsAsked } from './fields-asked.ts';
export type { FormattedCell, FormattedRow, TypedValue } from './formatting/format-rows.ts';
export {
  induceFromPlaces,
  linesOf,
  type Offer,
  offerLines,
  type PointedOut,
  type PointedRecord,
  type RefusedId,
} from './induce-from-places.ts';
export { PageTooComplexError } from './page-too-complex.ts';
export { notUnderstood } from './querying/not-understood.ts';
export {
  type Condition,
  type Operator,
  type Order,
  operators,
  type Query,
  type QueryInput,
} from './querying/query.ts';
export { type RowSchemaReading, readRowSchema } from './row-schema.ts';
export { type ValueType, valueTypes } from './values/value-type.ts';
export { isSameTemplate } from './wrapper/fingerprint.ts';
export { selectorKinds, type Wrapper, wrapperVersion } from './wrapper/wrapper.ts';
