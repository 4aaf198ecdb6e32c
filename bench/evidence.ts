/**
 * Whether every cell is in the page: `node bench/evidence.ts [--data DIR] [--set SET] [--faults N]`.
 *
 * Each cell is compared with the slice of the HTML that its evidence names, by a checker with another parser and another
 * entity decoder than the engine's. Anything below 100 % fails the run.
 */
import { parseArgs } from 'node:util';
import { answerPage, type Wrapper } from '../packages/engine/src/index.ts';
import { checkEvidence, type EvidenceFault } from '../packages/engine/testing/check-evidence.ts';
import { defaultDataFolder, hasData, type PageRequest, pageRequests } from './shared-data.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: defaultDataFolder },
    set: { type: 'string' },
    faults: { type: 'string', default: '20' },
  },
});
const sets = ['listpages', 'tables', 'swde', 'products', 'recipes', 'replay'];

type Tally = { pages: number; cells: number; wrong: number; places: number; placesFound: number };

const tallyOf = (
  requests: readonly PageRequest[],
  note: (id: string, fault: EvidenceFault) => void,
): Tally => {
  const tally: Tally = { pages: 0, cells: 0, wrong: 0, places: 0, placesFound: 0 };
  const learned = new Map<string, Wrapper | null>();
  for (const { id, html, url, instruction, fields, examples, wrapperOf } of requests) {
    const page = url === undefined ? { html } : { html, url };
    const known = wrapperOf === undefined ? null : (learned.get(wrapperOf) ?? null);
    const { extraction, wrapper } = answerPage(page, {
      instruction,
      ...(fields === undefined ? {} : { fields }),
      ...(examples === undefined ? {} : { examples }),
      ...(known === null ? {} : { wrapper: known }),
    });
    if (examples !== undefined) learned.set(id, wrapper);
    const { cells, faults, places, placesFound } = checkEvidence(page, extraction);
    for (const fault of faults) note(id, fault);
    tally.pages++;
    tally.cells += cells;
    tally.wrong += faults.length;
    tally.places += places;
    tally.placesFound += placesFound;
  }
  return tally;
};

const percent = (part: number, whole: number): string =>
  `${whole === 0 ? 100 : Math.floor((10_000 * part) / whole) / 100} %`;

if (!hasData(options.data)) {
  console.log('No measuring data here: the tests check the evidence of the own fixtures.');
} else {
  const lines: [string, Record<string, string | number>][] = [];
  const faults: string[] = [];
  for (const set of sets.filter((name) => options.set === undefined || name === options.set)) {
    for (const withFields of [true, false]) {
      const tally = tallyOf(
        pageRequests({ data: options.data, set, withFields }),
        (id, { row, field, message }) => faults.push(`${id} row ${row} ${field}: ${message}`),
      );
      lines.push([
        `${set}, fields ${withFields ? 'given' : 'not given'}`,
        {
          pages: tally.pages,
          cells: tally.cells,
          wrong: tally.wrong,
          proven: percent(tally.cells - tally.wrong, tally.cells),
          'path found': percent(tally.placesFound, tally.places),
        },
      ]);
    }
  }
  console.table(Object.fromEntries(lines));
  for (const fault of faults.slice(0, Number(options.faults))) console.log(fault);
  console.log('path found: where parse5 builds the same tree; on broken markup the trees differ.');
  process.exitCode = faults.length > 0 ? 1 : 0;
}
