/** The engine: a page and a request in, rows with evidence out. No network, no file, no clock. */

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
export type { FormattedCell, FormattedRow, TypedValue } from './formatting/format-rows.ts';
export { PageTooComplexError } from './page-too-complex.ts';
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
