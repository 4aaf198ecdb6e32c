/** The columns of an export's fields in a sheet, and the head's new cells. */
export type HeadMatch = {
  readonly columns: readonly number[];
  readonly added: { readonly names: readonly string[]; readonly column: number };
};

/**
 * Matches fields to the names in a sheet's first row. A field that is not there gets a new column behind all that is in
 * use; a column without a field stays as it is.
 */
export const matchHead = (
  head: readonly unknown[],
  fields: readonly string[],
  usedColumns: number,
): HeadMatch => {
  const places = new Map<string, number>();
  head.forEach((name, column) => {
    if (typeof name === 'string' && name.trim() !== '' && !places.has(name.trim()))
      places.set(name.trim(), column);
  });
  const start = Math.max(head.length, usedColumns);
  const names: string[] = [];
  const columns = fields.map((field) => {
    const known = places.get(field.trim());
    if (known !== undefined) return known;
    names.push(field);
    const column = start + names.length - 1;
    places.set(field.trim(), column);
    return column;
  });
  return { columns, added: { names, column: start } };
};
