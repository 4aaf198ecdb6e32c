/**
 * How right the rows are: `npm run evaluate [-- --data DIR --set SET --with-fields yes|no]`.
 *
 * Runs `gleaner batch` over the evaluation's requests and has the results scored by the evaluation's own script. One
 * table: each set's headline figures with its fields given and with the instruction alone, beside what is aimed at.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder, evaluationFolder, hasData, requestLines } from './shared-data.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: defaultDataFolder },
    set: { type: 'string' },
    'with-fields': { type: 'string' },
  },
});

/** A figure of the scorer's report: `group` and `key` under `metrics`; `atMost` where less is better. */
type Figure = {
  readonly name: string;
  readonly group: string;
  readonly key: string;
  /** What is promised with fields given. */
  readonly aim?: number;
  readonly atMost?: boolean;
};

const of = (group: string, ...keys: readonly string[]): Figure[] =>
  keys.map((key) => ({ name: group === 'all' ? key : `${group}: ${key}`, group, key }));

const figures: Readonly<Record<string, readonly Figure[]>> = {
  listpages: [
    { name: 'record F1', group: 'all', key: 'rec_f1', aim: 0.95 },
    { name: 'cell F1', group: 'all', key: 'cell_f1', aim: 0.8 },
    { name: 'cell precision', group: 'all', key: 'cell_p', aim: 0.9 },
    ...of('all', 'cell_f1_best_map', 'exact', 'big_rec_r'),
  ],
  tables: [{ name: 'exact', group: 'all', key: 'exact', aim: 0.95 }, ...of('all', 'cell_p', 'cell_f1')],
  swde: [
    { name: 'F1', group: 'all', key: 'f1', aim: 0.75 },
    { name: 'wrong rate', group: 'all', key: 'wrong_rate', aim: 0.05, atMost: true },
    ...of('all', 'f1_loose', 'empty_rate', 'extra_keys'),
  ],
  products: [
    { name: 'price F1', group: 'price', key: 'f1', aim: 0.92 },
    { name: 'sku F1', group: 'sku', key: 'f1', aim: 0.8 },
    ...of('availability', 'f1'),
    ...of('availability or InStock', 'f1'),
  ],
  replay: [
    { name: 'F1 of detail pages', group: 'swde: all', key: 'f1', aim: 0.95 },
    { name: 'wrong rate of detail pages', group: 'swde: all', key: 'wrong_rate' },
    { name: 'record F1 of list pages', group: 'listpages: all', key: 'rec_f1', aim: 0.97 },
    ...of('listpages: all', 'cell_f1', 'exact'),
  ],
  recipes: ['as is', 'dom'].flatMap((group) =>
    of(group, 'title', 'ingredients', 'instructions', 'total_time', 'yields_loose'),
  ),
};

type Report = Record<string, unknown>;

const isReport = (value: unknown): value is Report => typeof value === 'object' && value !== null;

const numberIn = (value: unknown, ...path: readonly string[]): number | null => {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === 'number' ? value : null;
  return isReport(value) ? numberIn(value[key], ...rest) : null;
};

/** A step of the evaluation in a process of its own; its complaints are shown when it fails. */
const run = (args: readonly string[], input?: string): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    ...(input === undefined ? {} : { input }),
  });
  if (status !== 0) throw new Error(`${args[0]} failed: ${stderr}`);
  return stdout;
};

/** Answers and scores one set. */
const evaluate = (set: string, withFields: boolean, folder: string): Report => {
  const batch = resolve(import.meta.dirname, '../server/bin/gleaner.js');
  const results = join(folder, `${set}.jsonl`);
  writeFileSync(results, run([batch, 'batch'], requestLines({ data: options.data, set, withFields })));
  const score = join(evaluationFolder, 'score.mjs');
  const choice = ['--set', set, '--with-fields', withFields ? 'yes' : 'no'];
  const report: unknown = JSON.parse(run([score, '--data', options.data, ...choice, '--json', results]));
  return isReport(report) ? report : {};
};

const shown = (value: number | null, digits = 3): string => (value === null ? '–' : value.toFixed(digits));

const aimOf = ({ aim, atMost = false }: Figure): string =>
  aim === undefined ? '' : `${atMost ? '≤' : '≥'} ${aim.toFixed(2)}`;

const verdictOn = ({ aim, atMost = false }: Figure, value: number | null): string => {
  if (aim === undefined || value === null) return '';
  return (atMost ? value <= aim : value >= aim) ? 'met' : 'MISSED';
};

type Line = Record<'figure' | 'fields given' | 'aim' | 'verdict' | 'instruction only', string>;

/** The lines of one set; `null` for a way of asking that was not run. */
const linesOf = (set: string, given: Report | null, alone: Report | null): Line[] => {
  const line = (figure: string, read: (report: Report | null) => string): Line => ({
    figure: `${set}: ${figure}`,
    'fields given': read(given),
    aim: '',
    verdict: '',
    'instruction only': read(alone),
  });
  return [
    ...(figures[set] ?? []).map((figure) => {
      const valueIn = (report: Report | null): number | null =>
        numberIn(report, 'metrics', figure.group, figure.key);
      return {
        ...line(figure.name, (report) => shown(valueIn(report))),
        aim: aimOf(figure),
        verdict: verdictOn(figure, valueIn(given)),
      };
    }),
    line('exact where complete', (report) => shown(numberIn(report, 'calibration', 'exact'))),
    line('pages (errors)', (r) => `${shown(numberIn(r, 'pages'), 0)} (${shown(numberIn(r, 'errors'), 0)})`),
    line(
      'ms median / p95',
      (r) => `${shown(numberIn(r, 'ms_median'), 0)} / ${shown(numberIn(r, 'ms_p95'), 0)}`,
    ),
  ];
};

const wants = (withFields: boolean): boolean =>
  options['with-fields'] === undefined || options['with-fields'] === (withFields ? 'yes' : 'no');

if (!hasData(options.data)) {
  console.log(
    'The measuring data is not here, so there is nothing to evaluate. Name its folder with --data.',
  );
} else {
  const folder = mkdtempSync(join(tmpdir(), 'gleaner-evaluate-'));
  try {
    const sets = Object.keys(figures).filter((set) => options.set === undefined || options.set === set);
    const lines = sets.flatMap((set) => [
      ...linesOf(
        set,
        wants(true) ? evaluate(set, true, folder) : null,
        wants(false) ? evaluate(set, false, folder) : null,
      ),
    ]);
    console.table(Object.fromEntries(lines.map(({ figure, ...line }) => [figure, line])));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
