const rowsAPiece = 100;

/** The rows of an answer as events of a hundred each, as they are sent. */
export const writeRowEvents = (json: Uint8Array): Uint8Array<ArrayBuffer>[] => {
  const { rows, evidence }: { readonly rows: readonly unknown[]; readonly evidence: readonly unknown[] } =
    JSON.parse(new TextDecoder().decode(json));
  const encoder = new TextEncoder();
  return Array.from({ length: Math.ceil(rows.length / rowsAPiece) }, (_, n) => {
    const from = n * rowsAPiece;
    const to = from + rowsAPiece;
    const event = { type: 'rows', from, rows: rows.slice(from, to), evidence: evidence.slice(from, to) };
    return encoder.encode(JSON.stringify(event));
  });
};
