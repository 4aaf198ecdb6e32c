import { Counter, Histogram, type Registry } from 'prom-client';

type Labels<Name extends string> = Readonly<Record<Name, string>>;
type Described<Name extends string> = {
  readonly registry: Registry;
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly Name[];
};

/** One of several things that are counted under a name: adds 1, or more. */
export type Tally = (amount?: number) => void;

/**
 * Counts by labels. Counting is an addition and nothing else, for it is done several times a request; prom-client, whose
 * counter looks its labels up each time, is told when somebody reads.
 */
export const createTallies = <Name extends string>({ registry, ...described }: Described<Name>) => {
  const cells: { readonly labels: Labels<Name>; total: number }[] = [];
  new Counter({
    ...described,
    registers: [registry],
    collect() {
      this.reset();
      for (const { labels, total } of cells) this.inc(labels, total);
    },
  });
  return (labels: Labels<Name>): Tally => {
    const cell = { labels, total: 0 };
    cells.push(cell);
    return (amount = 1) => {
      cell.total += amount;
    };
  };
};

const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type Cell<Name extends string> = {
  readonly labels: Labels<Name>;
  /** One for each bound and one for what is above the last. */
  readonly counts: Float64Array;
  sum: number;
};

/** The series of one cell, as Prometheus has histograms: each bound counts all below it. */
const seriesOf = <Name extends string>(name: string, { labels, counts, sum }: Cell<Name>) => {
  let below = 0;
  const buckets = [...bounds, '+Inf'].map((le, at) => {
    below += counts[at] ?? 0;
    return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: below };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: below },
  ];
};

/** Durations by labels, as cheap as {@link createTallies}. */
export const createTimings = <Name extends string>({ registry, ...described }: Described<Name>) => {
  const cells: Cell<Name>[] = [];
  class Timings extends Histogram<Name> {
    /** What both ways of reading a registry ask. */
    async getForPromString() {
      const values = cells.flatMap((cell) => seriesOf(described.name, cell));
      return { name: described.name, help: described.help, type: 'histogram', values };
    }
  }
  new Timings({ ...described, buckets: [...bounds], registers: [registry] });
  return (labels: Labels<Name>): ((seconds: number) => void) => {
    const cell = { labels, counts: new Float64Array(bounds.length + 1), sum: 0 };
    cells.push(cell);
    return (seconds) => {
      let at = 0;
      while (seconds > (bounds[at] ?? Number.POSITIVE_INFINITY)) at += 1;
      cell.counts[at] = (cell.counts[at] ?? 0) + 1;
      cell.sum += seconds;
    };
  };
};
