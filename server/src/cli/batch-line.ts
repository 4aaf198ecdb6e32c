import { z } from 'zod';
import type { ExtractData, RequestReading } from '../features/extraction/index.ts';
import { AppError } from '../kernel/app-error.ts';
import { readResult } from './extraction-result.ts';
import { readPageFile } from './page-file.ts';
import { UsageError } from './usage-error.ts';

const Id = z.union([z.string(), z.number()]);
const Line = z
  .looseObject({ id: Id, file: z.string().optional(), html: z.string().optional() })
  .refine(({ file, html }) => (file === undefined) !== (html === undefined), 'needs either file or html');

// Known to the format and read by a later edition; until then the request is answered as if they were not there.
const laterKeys = ['examples', 'wrapper_of'];
const wantedKeys = ['instruction', 'url', 'fields', 'schema', 'limit', 'query'];

type Needs = {
  readonly extractData: ExtractData;
  readonly readRequest: (input: unknown) => RequestReading;
  readonly warn: (message: string) => void;
};

/** A line of results. */
export type BatchResult = { readonly id: string | number | null; readonly status: string } & Record<
  string,
  unknown
>;

const failed = (id: BatchResult['id'], error: string): BatchResult => ({
  id,
  status: 'error',
  rows: [],
  engine: 'structure',
  ms: 0,
  error,
});

const parseLine = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const pick = (line: object, keys: readonly string[]): object =>
  Object.fromEntries(Object.entries(line).filter(([key, value]) => keys.includes(key) && value !== null));

/** Answers one line of requests; whatever is wrong with it becomes an `error` result, never an end of the run. */
export const answerLine =
  ({ extractData, readRequest, warn }: Needs) =>
  async (text: string): Promise<BatchResult> => {
    const value = parseLine(text);
    const id = z.object({ id: Id }).safeParse(value).data?.id ?? null;
    if (value === undefined) return failed(id, 'The line is not JSON.');
    const line = Line.safeParse(value);
    if (!line.success)
      return failed(id, `The request is not as it should be: ${line.error.issues[0]?.message}.`);
    for (const key of laterKeys) if (key in line.data) warn(`${key} is not used yet and was left aside.`);
    const reading = readRequest(pick(line.data, wantedKeys));
    if (!reading.ok) return failed(id, `This cannot be asked for: ${reading.message}.`);
    try {
      const html = line.data.html ?? (await readPageFile(line.data.file ?? ''));
      const signal = new AbortController().signal;
      const { json, ms } = await extractData(html, reading.instruction, { ...reading.options, signal });
      return { id, ...readResult(json), ms: Math.round(ms * 10) / 10 };
    } catch (error) {
      if (error instanceof AppError || error instanceof UsageError) return failed(id, error.message);
      return failed(id, `Reading the page failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
