import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import type { Cell, CellEvidence, Evidence, Extraction, PageInput } from '../src/extraction.ts';
import { attributeTextOf, collapseSpace, jsonTextsOf, plainTextOf, visibleTextOf } from './derive-text.ts';
import { attributeOf, findPath, findWithAttribute } from './find-path.ts';

/** What is wrong with the evidence of a cell. */
export type EvidenceFault = { readonly row: number; readonly field: string; readonly message: string };

export type EvidenceCheck = {
  readonly cells: number;
  readonly faults: readonly EvidenceFault[];
  /** Places whose path leads, in another parser's tree, to an element that holds them; trees differ on broken markup. */
  readonly placesFound: number;
  readonly places: number;
};

/** Rows with their evidence, whoever told them. */
type Shown = Pick<Extraction, 'rows' | 'evidence'> & {
  readonly fields: readonly { readonly name: string }[];
};

type Document = DefaultTreeAdapterTypes.Document;
/** The page as an outsider sees it. */
type Outside = { readonly html: string; readonly document: Document; readonly base: string | null };

/** Addresses are made absolute; all other values stand in the page as they are. */
const addressAttributes = new Set(['href', 'src', 'srcset', 'data-src', 'data-srcset', 'poster', 'action']);

/**
 * Checks each cell against the slice of the page that its evidence names, with no code of the engine.
 * Cells that a schema made numbers or booleans keep their text only in the evidence: of these the place is checked.
 */
export const checkEvidence = ({ html, url }: PageInput, extraction: Shown): EvidenceCheck => {
  const document = parse(html, { sourceCodeLocationInfo: true });
  const outside: Outside = { html, document, base: baseOf(document, url) };
  const faults: EvidenceFault[] = [];
  const places: Evidence[] = [];
  let cells = 0;
  const { rows, evidence, fields } = extraction;
  if (rows.length !== evidence.length)
    faults.push({ row: -1, field: '', message: 'not a line of evidence per row' });
  rows.forEach((row, r) => {
    const line = evidence[r] ?? [];
    if (line.length !== fields.length) faults.push({ row: r, field: '', message: 'not a place per field' });
    fields.forEach(({ name }, f) => {
      const cell = row[name] ?? null;
      const place = line[f] ?? null;
      if (cell !== null) cells++;
      const message = cellFault(outside, cell, place);
      if (message !== null) faults.push({ row: r, field: name, message });
      if (place !== null) places.push(...('source' in place ? [place] : place));
    });
  });
  const placesFound = places.filter((place) => isAtPath(outside, place)).length;
  return { cells, faults, places: places.length, placesFound };
};

/** The first `<base href>` counts, wherever it stands (HTML Living Standard, 4.2.3). */
const baseOf = (document: Document, url: string | undefined): string | null => {
  const address = url !== undefined && URL.canParse(url) ? url : null;
  const base = findWithAttribute(document, 'base', 'href');
  const href = base === null ? undefined : collapseSpace(attributeOf(base, 'href') ?? '');
  return href === undefined ? address : (URL.parse(href, address ?? undefined)?.href ?? address);
};

const cellFault = (outside: Outside, cell: Cell, place: CellEvidence): string | null => {
  if (cell === null || place === null)
    return cell === null && place === null ? null : 'a cell without a place, or a place without a cell';
  if (typeof cell !== 'object')
    return 'source' in place ? valueFault(outside, cell, place) : 'a list of places for one value';
  if ('source' in place) return 'one place for a list';
  if (cell.length !== place.length) return 'not a place per value of the list';
  for (const [i, value] of cell.entries()) {
    const one = place[i];
    const fault = one === undefined ? 'a value without a place' : valueFault(outside, value, one);
    if (fault !== null) return fault;
  }
  return null;
};

const valueFault = (outside: Outside, value: string | number | boolean, place: Evidence): string | null => {
  const { start, end, source } = place;
  if (
    !(
      Number.isInteger(start) &&
      Number.isInteger(end) &&
      start >= 0 &&
      start < end &&
      end <= outside.html.length
    )
  )
    return `no slice: [${start}, ${end})`;
  if (typeof value !== 'string') return null;
  const slice = outside.html.slice(start, end);
  if (textsOf(outside, place).includes(value)) return null;
  return `${source} ${JSON.stringify(slice.slice(0, 200))} does not give ${JSON.stringify(value.slice(0, 200))}`;
};

/** Elements in which a tag is text (HTML Living Standard, 13.1.2: escapable raw text). */
const rawText = /\/(?:title|textarea)(?:\[\d+\])?$/;

/** All texts that the slice of a place may give. */
const textsOf = (outside: Outside, { source, path, start, end }: Evidence): string[] => {
  const slice = outside.html.slice(start, end);
  const [kind = '', name = ''] = source.split(/:(.*)/s);
  if (kind === 'text') return [rawText.test(path) ? plainTextOf(slice) : visibleTextOf(slice)];
  if (kind === 'attr') {
    const text = attributeTextOf(slice);
    return addressAttributes.has(name) ? [resolve(outside, text)] : [text];
  }
  if (kind === 'jsonld' || kind === 'state') {
    const texts = jsonTextsOf(slice);
    return [...texts, ...texts.map((text) => resolve(outside, text))];
  }
  if (kind === 'microdata' || kind === 'meta') {
    const texts = [visibleTextOf(slice), attributeTextOf(slice)];
    return [...texts, ...texts.map((text) => resolve(outside, text))];
  }
  return [];
};

const resolve = ({ base }: Outside, text: string): string => URL.parse(text, base ?? undefined)?.href ?? text;

const isAtPath = ({ document }: Outside, { path, start, end }: Evidence): boolean => {
  const element = findPath(document, path);
  if (element === null || !defaultTreeAdapter.isElementNode(element)) return false;
  const location = element.sourceCodeLocation;
  return (
    location === undefined ||
    location === null ||
    (location.startOffset <= start && end <= location.endOffset)
  );
};
