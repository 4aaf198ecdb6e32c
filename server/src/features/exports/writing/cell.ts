/** One value of a cell. */
export type Scalar = string | number | boolean;

/** A cell of a row as JSON has it. */
export type Cell = Scalar | readonly Scalar[] | null;

/** A row, its cells by the names of their columns. */
export type Row = Readonly<Record<string, unknown>>;

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';

/** Whether JSON may stand in a cell: nothing, one value, or a list of such. */
export const isCell = (value: unknown): value is Cell =>
  value === null || isScalar(value) || (Array.isArray(value) && value.every(isScalar));

/** The cell of a column; null where the row has none, whatever the prototype of objects may have. */
export const cellOf = (row: Row, name: string): Cell => {
  const value = Object.hasOwn(row, name) ? row[name] : null;
  return isCell(value) ? value : null;
};

/** A cell as text; the items of a list one after the other. */
export const cellText = (cell: Cell): string => {
  if (cell === null) return '';
  return Array.isArray(cell) ? cell.join('; ') : String(cell);
};
