import type { Db } from '../../../platform/postgres/postgres.ts';

/** A part of the rows that are to be exported, or of the file that was made of them. */
export type Piece = { export_id: string; part: 'source' | 'file'; n: number; bytes: Uint8Array };
/** The table of pieces. */
export type PiecesTable = { export_pieces: Piece };

const pieceBytes = 512 * 1024;

/** Where a file's bytes stand in the table; empty ones have no piece. */
export const cutToPieces = (exportId: string, part: Piece['part'], bytes: Uint8Array): readonly Piece[] =>
  Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, n) => ({
    ...{ export_id: exportId, part, n },
    bytes: Buffer.from(bytes.subarray(n * pieceBytes, (n + 1) * pieceBytes)),
  }));

/** Puts rows one after the other: a statement never holds more than one piece. */
export const putPieces = async (trx: Db, pieces: readonly Piece[]): Promise<void> => {
  const tables = trx.withTables<PiecesTable>();
  for (const piece of pieces) await tables.insertInto('export_pieces').values(piece).execute();
};

/** Reads a part, piece by piece. */
export const readPieces = async function* (
  db: Db,
  exportId: string,
  part: Piece['part'],
): AsyncGenerator<Uint8Array> {
  const tables = db.withTables<PiecesTable>();
  for (let n = 0; ; n += 1) {
    const row = await tables
      .selectFrom('export_pieces')
      .select('bytes')
      .where('export_id', '=', exportId)
      .where('part', '=', part)
      .where('n', '=', n)
      .executeTakeFirst();
    if (row === undefined) return;
    yield row.bytes;
  }
};
