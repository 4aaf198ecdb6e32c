/**
 * What hostile pages cost: `node bench/hostile.ts [--only TEXT] [--all] [--seconds N]`.
 *
 * Each page is read by a process of its own, first for a list, then for one record, then with examples. Shown are the pages that take
 * more than `--seconds` (3), that cannot be read, or that need more than 512 MB on top of the page itself; with `--all`,
 * every page.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { answerPage, type LearningRequest, PageTooComplexError } from '../packages/engine/src/index.ts';
import { hostileExamples, hostilePage, hostilePageNames } from '../packages/engine/testing/hostile-pages.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    all: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '3' },
    page: { type: 'string' },
    scale: { type: 'string', default: '1' },
  },
});

const mostMegabytes = 512;
const patienceMs = 40_000;
const questions: readonly LearningRequest[] = [
  { instruction: 'all items: name, price, date, rating, link' },
  { instruction: 'the product', fields: ['name', 'price', 'sku', 'availability', 'description'] },
  { instruction: 'all items', examples: hostileExamples },
];

const refusalOf = (error: unknown): string => {
  if (error instanceof PageTooComplexError) return 'refused as too complex';
  return error instanceof Error ? `THROWS ${error.name}: ${error.message.slice(0, 80)}` : 'THROWS';
};

/** Reads one page in this process and prints what it took, as JSON. */
const readPage = (name: string): void => {
  const { html } = hostilePage(name, Number(options.scale));
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const outcomes = questions.map((question) => {
    const start = performance.now();
    let outcome: string;
    try {
      const { extraction } = answerPage({ html, url: 'https://example.org/' }, question);
      outcome = `${extraction.status} ${extraction.rows.length}`;
    } catch (error) {
      outcome = refusalOf(error);
    }
    return { outcome, ms: Math.round(performance.now() - start) };
  });
  const peak = process.resourceUsage().maxRSS * 1024;
  console.log(
    JSON.stringify({ kb: Math.round(html.length / 1024), outcomes, mb: Math.round((peak - before) / 1e6) }),
  );
};

type Line = Record<string, string | number>;

const readAlone = (name: string): Line => {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [
      `--max-old-space-size=${mostMegabytes}`,
      '--expose-gc',
      import.meta.filename,
      '--page',
      name,
      '--scale',
      options.scale,
    ],
    { encoding: 'utf8', timeout: patienceMs },
  );
  if (status !== 0)
    return {
      page: name,
      fault: /heap out of memory/.test(stderr) ? 'OUT OF MEMORY' : `DIES ${signal ?? status}`,
    };
  const { kb, mb, outcomes } = JSON.parse(stdout);
  const [list, one, examples] = outcomes;
  return {
    page: name,
    KB: kb,
    list: list.outcome,
    'list ms': list.ms,
    one: one.outcome,
    'one ms': one.ms,
    examples: examples.outcome,
    'examples ms': examples.ms,
    MB: mb,
  };
};

const isBad = (line: Line): boolean =>
  line.fault !== undefined ||
  ['list ms', 'one ms', 'examples ms'].some((ms) => Number(line[ms]) > Number(options.seconds) * 1000) ||
  Number(line.MB) > mostMegabytes ||
  `${line.list}${line.one}${line.examples}`.includes('THROWS');

if (options.page !== undefined) readPage(options.page);
else {
  const names = hostilePageNames.filter((name) => name.includes(options.only));
  const lines = names.map(readAlone);
  const bad = lines.filter(isBad);
  if (bad.length > 0 || options.all) console.table(options.all ? lines : bad);
  console.log(`${lines.length} hostile pages, ${bad.length} too slow, too large or not read.`);
  process.exitCode = bad.length > 0 ? 1 : 0;
}
