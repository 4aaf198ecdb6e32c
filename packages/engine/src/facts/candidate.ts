import type { Page } from '../page/page.ts';
import { tagOf } from '../page/page.ts';
import type { Located } from '../page/text.ts';
import type { CellContent, Column, Origin, Region } from '../regions/region.ts';
import { fitsType } from '../values/recognise.ts';
import type { ValueType } from '../values/value-type.ts';
import { labelForms } from './fact-label.ts';
import type { PlaceReader } from './page-places.ts';

/** Something that the page tells of its subject: a value, what it is called, and how far it is trusted. */
export type Candidate = {
  readonly column: Column;
  readonly content: CellContent;
  /** The whole value; several parts are joined by spaces. */
  readonly text: string;
  /** Letters and digits of the value, lower case: equal keys are one value told twice. */
  readonly key: string;
  readonly origin: Origin;
  /** Labels in words, see `labelForms`. */
  readonly labels: readonly string[];
  readonly hints: ReadonlySet<string>;
  /** Belief in the place it was found in, 0..1: what the page is about, or what accompanies it. */
  readonly trust: number;
  /** Does it stand where a page tells its facts (1), or in navigation, footers and related things (towards 0)? */
  readonly place: number;
  readonly start: number;
  readonly element: number;
  readonly tag: string;
  readonly isList: boolean;
  /** How well the value is one of the type, 0..1. */
  readonly fit: (type: ValueType) => number;
};

/** A region whose columns are candidates, with the belief that it tells of the page's subject. */
export type TrustedRegion = { readonly region: Region; readonly trust: number };

/** Longer texts are prose: they have no key and agree with nothing. */
const longestKey = 300;

/** The filled columns of one-record regions as candidates. */
export const candidatesOf = (
  page: Page,
  regions: readonly TrustedRegion[],
  placeOf: PlaceReader,
): Candidate[] =>
  regions.flatMap(({ region, trust }) =>
    region.columns.flatMap((column) => {
      const content = column.cells[0] ?? null;
      const candidate = content === null ? null : toCandidate(page, { column, content, trust }, placeOf);
      return candidate === null ? [] : [candidate];
    }),
  );

type Found = { readonly column: Column; readonly content: CellContent; readonly trust: number };

/** The candidate with another reading of its value. */
export const rereadCandidate = (candidate: Candidate, content: Located): Candidate => {
  const fits = new Map<ValueType, number>();
  return {
    ...candidate,
    column: { ...candidate.column, cells: [content] },
    content,
    text: content.text,
    key: content.text.length > longestKey ? '' : keyOf(content.text),
    start: content.start,
    isList: false,
    fit: (type) => {
      const known = fits.get(type) ?? fitsType(content.text, type);
      fits.set(type, known);
      return known;
    },
  };
};

/** A cell as a candidate; null when it holds no text. */
export const toCandidate = (
  page: Page,
  { column, content, trust }: Found,
  placeOf: PlaceReader,
): Candidate | null => {
  const first = 'text' in content ? content : content[0];
  if (first === undefined) return null;
  const text = 'text' in content ? content.text : content.map((part) => part.text).join(' ');
  const fits = new Map<ValueType, number>();
  return {
    column,
    content,
    text,
    key: text.length > longestKey ? '' : keyOf(text),
    origin: column.origin,
    labels: column.labels.flatMap(labelForms),
    hints: new Set(column.hints.map((hint) => hint.toLowerCase())),
    trust,
    place: isVisible(column.origin) ? placeOf(first.element, first.start) : 1,
    start: first.start,
    element: first.element,
    tag: tagOf(page, first.element),
    isList: !('text' in content) && content.length > 1,
    fit: (type) => {
      const known = fits.get(type);
      if (known !== undefined) return known;
      const fit = 'text' in content ? fitsType(text, type) : meanFit(content, type);
      fits.set(type, fit);
      return fit;
    },
  };
};

const meanFit = (parts: readonly { readonly text: string }[], type: ValueType): number =>
  parts.reduce((sum, part) => sum + fitsType(part.text, type), 0) / Math.max(1, parts.length);

/** Letters and digits of a text, lower case. */
export const keyOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Is it what readers see, rather than what the markup tells programs? */
export const isVisible = (origin: Origin): boolean =>
  origin === 'pair' || origin === 'page' || origin === 'table' || origin === 'record';
