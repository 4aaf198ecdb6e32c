import { Piscina } from 'piscina';
import { ranOutOfMemory } from '../kernel/worker-faults.ts';
import { type JsonReading, parseJson, tooManyValues } from './parse-json.ts';

/** Reads a body's JSON without holding up other requests. The bytes are given away: do not use them afterwards. */
export type JsonReader = {
  readonly read: (bytes: Buffer<ArrayBuffer>) => Promise<JsonReading>;
  readonly close: () => Promise<void>;
};

// Below this, reading here costs less than sending it to another thread.
const smallBytes = 256 * 1024;
const mostValues = 10_000;
const workerFile = new URL('./json.worker.ts', import.meta.url).href;

/** Small bodies are read at once, large ones in a thread of their own that goes when it has nothing to do. */
export const createJsonReader = (): JsonReader => {
  const pool = new Piscina<{ bytes: Uint8Array; mostValues: number }, JsonReading>({
    filename: workerFile,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 30_000,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 160 },
  });
  return {
    read: async (bytes) => {
      if (bytes.length <= smallBytes) return parseJson(bytes, mostValues);
      try {
        return await pool.run({ bytes, mostValues }, { transferList: [bytes.buffer] });
      } catch (cause) {
        if (!ranOutOfMemory(cause)) throw cause;
        return { ok: false, code: 'invalid_request', message: tooManyValues(mostValues) };
      }
    },
    close: () => pool.close(),
  };
};
