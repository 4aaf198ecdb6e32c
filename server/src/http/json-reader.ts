import { Piscina } from 'piscina';
import { LargeJson } from '../kernel/large-json.ts';
import { LargeText } from '../kernel/large-text.ts';
import type { JsonOutcome, JsonTask } from './json.worker.ts';
import { type JsonReading, parseJson } from './parse-json.ts';

/**
 * Reads a body's JSON without holding up other requests; long texts of its outermost object come as {@link LargeText}.
 * The bytes are given away: do not use them afterwards.
 */
export type JsonReader = {
  /** @param list a list of the outermost object that comes as {@link LargeJson}, not read. */
  readonly read: (bytes: Buffer<ArrayBuffer>, list?: string) => Promise<JsonReading>;
  readonly close: () => Promise<void>;
};

// Below this, reading here costs less than sending it to another thread.
const smallBytes = 256 * 1024;
const mostValues = 10_000;
const workerFile = new URL('./json.worker.ts', import.meta.url).href;

const putTextsBack = ({ reading, texts }: JsonOutcome): JsonReading => {
  if (!reading.ok || texts.length === 0) return reading;
  const members = texts.map(({ key, bytes }) => [key, new LargeText(bytes)]);
  return { ...reading, value: Object.assign(Object(reading.value), Object.fromEntries(members)) };
};

const putListBack = (reading: JsonReading, name: string | undefined): JsonReading => {
  if (name === undefined || !reading.ok || reading.list === undefined) return reading;
  const value: Record<string, unknown> = Object.assign({}, Object(reading.value));
  // Of two members of one name the last counts.
  if (value[name] === null) value[name] = new LargeJson(reading.list);
  return { ok: true, value };
};

/** Small bodies are read at once, large ones in a thread of their own that goes when it has nothing to do. */
export const createJsonReader = (): JsonReader => {
  const pool = new Piscina<JsonTask, JsonOutcome>({
    filename: workerFile,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 1_000,
    niceIncrement: 10,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 },
  });
  return {
    read: async (bytes, list) => {
      if (bytes.length <= smallBytes) return putListBack(parseJson(bytes, { mostValues, list }), list);
      const outcome = await pool.run({ bytes, mostValues, list }, { transferList: [bytes.buffer] });
      return putListBack(putTextsBack(outcome), list);
    },
    close: () => pool.close(),
  };
};
