/** Rows on their way out: files that people open, and sheets that they share. */

import { createWritingPool } from './writing/writing-pool.ts';
import type { FileForm } from './writing/writing-task.ts';

/** Writing alone, for the command line: a kept answer of the engine becomes a file. */
export const createWriting = (limits: { readonly heapMb: number }) => {
  const pool = createWritingPool(limits);
  return {
    writeResult: async (json: Uint8Array, form: FileForm): Promise<Uint8Array<ArrayBuffer>> =>
      (await pool.writeFile({ bytes: json, shape: 'result', fields: null }, form)).file,
    close: pool.close,
  };
};
