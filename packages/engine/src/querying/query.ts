/** How a condition compares. `exists` and `missing` need no value. */
export const operators = [
  '<',
  '<=',
  '>',
  '>=',
  '=',
  '!=',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'exists',
  'missing',
] as const;

export type Operator = (typeof operators)[number];

/**
 * One condition on a field. `value` is a number for money, ratings, percentages and counts; a date (`2024-05-01`, `2024-05`,
 * `2024`) or a span of time (`PT30M`) as ISO 8601; true or false for stock; else text.
 */
export type Condition = {
  readonly field: string;
  readonly op: Operator;
  readonly value: string | number | boolean | null;
};

/** One key of an order; records without a value come last either way. */
export type Order = { readonly field: string; readonly descending: boolean };

/** An instruction as it was understood: a closed query, which may be corrected and sent back. */
export type Query = {
  readonly entity: string | null;
  readonly many: boolean;
  readonly fields: readonly string[];
  /** All of them hold for every row. */
  readonly where: readonly Condition[];
  /** The first key decides, the next one between equals; empty: the order of the page. */
  readonly orderBy: readonly Order[];
  /** The most rows wanted; null: all. */
  readonly limit: number | null;
};

/** A query as a caller sends it. What it leaves out is read from the instruction. */
export type QueryInput = { readonly [Part in keyof Query]?: Query[Part] };
