import type { CellEvidence, Evidence, Extraction } from '../extraction.ts';
import type { Page } from '../page/page.ts';
import type { ValueType } from '../values/value-type.ts';
import { replayWrapper } from '../wrapper/replay-wrapper.ts';
import type { Scope } from '../wrapper/scope.ts';
import type { WrapperField } from '../wrapper/wrapper.ts';
import { createInduceField, type KnownValue } from './induce-fields.ts';
import type { Induced } from './induce-wrapper.ts';
import type { Place } from './place.ts';
import { liesIn } from './place-rows.ts';
import { placesOfAnswer } from './places-of-answer.ts';
import { kindOfValues } from './value-kind.ts';

type Asked = {
  readonly extraction: Extraction;
  readonly fields: readonly { readonly name: string; readonly type: ValueType }[];
};

/**
 * Fields that no example shows ("some have an old price"): where the page's structure has them in the records that are
 * known, and not where another field is, the ways to them are learned from there.
 * @param extraction what the structure answers.
 */
export const withUnshownFields = (page: Page, induced: Induced, { extraction, fields }: Asked): Induced => {
  const { wrapper, replay } = induced;
  const unshown = fields.filter(({ name }) => !wrapper.fields.some((field) => field.name === name));
  if (unshown.length === 0 || !readsAsShown(extraction, induced)) return induced;
  const rows = placesOfAnswer(page, extraction, Number.POSITIVE_INFINITY);
  const induceField = createInduceField(page);
  const added = unshown.flatMap(({ name, type }): WrapperField[] => {
    const values = rows
      .flatMap((row) => knownValue(page, row.get(name) ?? [], induced) ?? [])
      .slice(0, mostValues);
    if (values.length === 0) return [];
    const selectors = induceField(values, replay.scopes);
    const texts = values.flatMap(({ places }) => places[0]?.text ?? []);
    return selectors.length === 0 ? [] : [{ name, type: kindOfValues(texts, type), selectors }];
  });
  if (added.length === 0) return induced;
  const wider = {
    ...wrapper,
    fields: [...wrapper.fields, ...added],
    // Nothing is known of how often they are there, so that they decide nothing.
    checks: { ...wrapper.checks, nullRates: [...wrapper.checks.nullRates, ...added.map(() => 1)] },
  };
  return { wrapper: wider, replay: replayWrapper(page, wider) };
};

const mostValues = 4;
/** A structure that has the shown fields otherwise has the others wrong, too. */
const leastAgreement = 0.8;

const readsAsShown = ({ evidence, fields }: Extraction, { wrapper, replay }: Induced): boolean => {
  const agreed = wrapper.fields.filter(({ name }, f) => {
    const column = fields.findIndex((field) => field.name === name);
    const starts = new Set(evidence.map((line) => startOf(line[column] ?? null)));
    const cells = (replay.columns[f] ?? []).filter((cell) => cell !== null);
    const same = cells.filter((cell) => starts.has('text' in cell ? cell.start : (cell[0]?.start ?? -1)));
    return same.length >= leastAgreement * cells.length;
  });
  return agreed.length >= leastAgreement * wrapper.fields.length;
};

const startOf = (cell: CellEvidence): number =>
  cell === null ? -1 : 'source' in cell ? cell.start : (cell[0]?.start ?? -1);

/** A value in a known record that no known field holds. */
const knownValue = (page: Page, places: readonly Place[], { replay }: Induced): KnownValue | null => {
  const [place] = places;
  if (place === undefined) return null;
  const r = replay.scopes.findIndex((scope: Scope) => liesIn(page, place, scope));
  const scope = replay.scopes[r];
  if (scope === undefined) return null;
  const start = page.leafStart[place.from] ?? 0;
  const isTaken = replay.columns.some((cells) => {
    const cell = cells[r] ?? null;
    const slices: readonly Pick<Evidence, 'source' | 'start' | 'end'>[] =
      cell === null ? [] : 'text' in cell ? [cell] : cell;
    return slices.some((slice) => slice.source === place.source && slice.start <= start && start < slice.end);
  });
  return isTaken ? null : { scope, places };
};
