/** The words that the engine shares with whoever calls it: what goes in, what comes out. */

import type { FormattedRow } from './formatting/format-rows.ts';
import type { Query, QueryInput } from './querying/query.ts';
import type { ValueType } from './values/value-type.ts';

/** A page as it was sent. `url` is the address it was loaded from; it makes links absolute. */
export type PageInput = { readonly html: string; readonly url?: string };

/** What is wanted. Without `fields` and `schema` the instruction itself names the fields. */
export type ExtractionRequest = {
  readonly instruction: string;
  readonly fields?: readonly string[];
  readonly schema?: RowSchema;
  /** The most rows wanted; a result cut by it is still `complete`, `total` tells how many there are. */
  readonly limit?: number;
  /** A query that goes before the reading of the instruction; what it leaves out is read from the instruction. */
  readonly query?: QueryInput;
  /** Asks for `values` beside the rows; `now` is when the page was read, for "2 days ago". */
  readonly smartFormatting?: { readonly now: Date | null };
};

/** One property of a flat row schema, read from JSON Schema by `readRowSchema`. */
export type SchemaProperty = {
  readonly name: string;
  readonly kind: 'string' | 'number' | 'integer' | 'boolean';
  readonly list: boolean;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly description?: string;
};
export type RowSchema = readonly SchemaProperty[];

export type Scalar = string | number | boolean;
export type Cell = Scalar | readonly Scalar[] | null;
export type Row = Readonly<Record<string, Cell>>;

/**
 * Where in the page a cell came from.
 * `start` and `end` are UTF-16 offsets into the HTML as sent; `path` is an XPath 1.0 location path.
 * `source`: `text`, `attr:NAME`, `jsonld:POINTER`, `microdata`, `state:POINTER` or `meta:NAME`
 * (POINTER as RFC 6901).
 */
export type Evidence = {
  readonly source: string;
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** Which page it stands in, from 0, when several were read. */
  readonly page?: number;
};
export type CellEvidence = Evidence | readonly Evidence[] | null;

export type Extraction = {
  /** `complete`: every record of the chosen place is in the rows (or was cut by the caller's own limit). */
  readonly status: 'complete' | 'partial' | 'empty';
  /** Why a result is `partial` or `empty`, in a sentence for a person. */
  readonly reason?: string;
  /** How many records of the page are asked for: all of its list, or those that meet the conditions; before any limit. */
  readonly total: number;
  /** Who found the rows: the page's structure, a wrapper that was replayed, or one that a model has just pointed out. */
  readonly engine: 'structure' | 'wrapper' | 'model';
  readonly fields: readonly { readonly name: string; readonly type: ValueType }[];
  readonly rows: readonly Row[];
  /** With smart formatting: what the cells of each row mean, where they mean more than text. */
  readonly values?: readonly FormattedRow[];
  /** One line per row, in the order of `fields`. */
  readonly evidence: readonly (readonly CellEvidence[])[];
  /** The instruction as it was understood; it may be corrected and sent back. */
  readonly query: Query;
  readonly warnings: readonly string[];
};

/** The most rows one answer holds; above it the answer is `partial` with the count. */
export const maxRows = 20_000;
/** The most fields one request may name. */
export const maxFields = 50;
