import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The folder of measuring data and the scripts beside it; both lie outside of the repository and may be missing. */
export const defaultDataFolder = resolve(import.meta.dirname, '../../shared/data');
export const evaluationFolder = resolve(import.meta.dirname, '../../shared/evaluation');

/** One page of an evaluation set with what is asked of it. */
export type PageRequest = {
  readonly id: string;
  readonly html: string;
  readonly url?: string;
  readonly instruction: string;
  readonly fields?: readonly string[];
  /** Rows copied from the page. */
  readonly examples?: readonly Readonly<Record<string, string>>[];
  /** The id of an earlier request whose wrapper is to be replayed. */
  readonly wrapperOf?: string;
};

export type RequestsOptions = { readonly data: string; readonly set: string; readonly withFields?: boolean };

export const hasData = (data: string): boolean =>
  existsSync(join(data, 'MANIFEST.tsv')) && existsSync(join(evaluationFolder, 'requests.mjs'));

/** The requests of a set as JSON lines, as the evaluation's own script words them. */
export const requestLines = ({ data, set, withFields = true }: RequestsOptions): string => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      join(evaluationFolder, 'requests.mjs'),
      '--data',
      data,
      '--set',
      set,
      '--with-fields',
      withFields ? 'yes' : 'no',
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`The requests of "${set}" could not be made: ${stderr}`);
  return stdout;
};

/** The pages of a set, read and ready to be extracted from. */
export const pageRequests = (options: RequestsOptions): PageRequest[] =>
  requestLines(options)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => toPageRequest(JSON.parse(line)));

const toPageRequest = (line: Record<string, unknown>): PageRequest => ({
  id: String(line.id),
  html: typeof line.html === 'string' ? line.html : readPage(String(line.file)),
  ...(typeof line.url === 'string' ? { url: line.url } : {}),
  instruction: String(line.instruction),
  ...(Array.isArray(line.fields) ? { fields: line.fields.map(String) } : {}),
  ...(Array.isArray(line.examples) ? { examples: line.examples.map(toExample) } : {}),
  ...(typeof line.wrapper_of === 'string' ? { wrapperOf: line.wrapper_of } : {}),
});

const toExample = (row: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));

const readPage = (file: string): string => {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};
