import { type Induced, induceWrapper } from './examples/induce-wrapper.ts';
import { linesOfPage, type OfferedLines } from './examples/lines-of.ts';
import type { PlacedRow } from './examples/place.ts';
import { notReadBack } from './examples/read-back.ts';
import type { Extraction, ExtractionRequest, PageInput } from './extraction.ts';
import type { Understanding } from './lexicon/read-instruction.ts';
import { buildPage } from './page/build-page.ts';
import { readRequest } from './querying/read-request.ts';
import { answerReplay } from './wrapper/answer-replay.ts';
import { fingerprintOf } from './wrapper/fingerprint.ts';
import type { Fingerprint, Wrapper } from './wrapper/wrapper.ts';

/** A record as somebody points it out: for each field the id of an offered line; null for what it lacks. */
export type PointedRecord = Readonly<Record<string, string | null>>;

/** An id that was not offered. */
export type RefusedId = { readonly record: number; readonly field: string; readonly id: string };

export type PointedOut =
  | {
      readonly ok: true;
      readonly extraction: Extraction;
      readonly wrapper: Wrapper;
      /** Fields that were pointed at, but are not read again where they were. */
      readonly failing: readonly string[];
    }
  | { readonly ok: false; readonly refused: readonly RefusedId[]; readonly reason: string };

/** A page as it is shown to whoever points records out. */
export type Offer = Pick<OfferedLines, 'lines'> & {
  /** The fields to point at: those asked for, and those that conditions and order need. */
  readonly fields: readonly string[];
  /** Whether a list of records is wanted; null when the request does not say. */
  readonly many: boolean | null;
  readonly fingerprint: Fingerprint;
};

/** The page as flat lines `id | path | text`, for whoever points records out: a model sees these and nothing else. */
export const linesOf = ({ html, url }: PageInput): OfferedLines => linesOfPage(buildPage(html, url));

/** The lines of a page, with what of them is asked for. */
export const offerLines = ({ html, url }: PageInput, request: ExtractionRequest): Offer => {
  const page = buildPage(html, url);
  const understanding = readRequest(request);
  return {
    lines: linesOfPage(page).lines,
    fields: wantedFields(understanding).map(({ name }) => name),
    many: understanding.many,
    fingerprint: fingerprintOf(page, url),
  };
};

const wantedFields = ({ fields, unseen }: Understanding): Understanding['fields'] => [...fields, ...unseen];

/**
 * Learns a wrapper from two or three records that were pointed out by the ids of {@link linesOf}, and reads the page
 * with it. Ids are all that is taken: every value comes from the page. One id that was not offered refuses them all.
 */
export const induceFromPlaces = (
  { html, url }: PageInput,
  request: ExtractionRequest,
  records: readonly PointedRecord[],
): PointedOut => {
  const page = buildPage(html, url);
  const { rows, refused } = placeRecords(linesOfPage(page).places, records);
  if (refused.length > 0) return { ok: false, refused, reason: 'Ids that were not offered.' };
  const understanding = readRequest(request);
  const wanted = wantedFields(understanding);
  const names = new Set([...wanted.map(({ name }) => name), ...rows.flatMap((row) => [...row.keys()])]);
  const fields = [...names].map((name) => ({
    name,
    type: wanted.find((field) => field.name === name)?.type ?? ('text' as const),
  }));
  const induced = induceWrapper(page, { fields, rows, many: understanding.many, url });
  if (induced === null)
    return { ok: false, refused, reason: 'The records have nothing in common that is found again.' };
  const failing = notReadBack(page, induced, rows);
  const hiding = { ...induced, wrapper: withHidden(induced.wrapper, understanding) };
  const doubts = failing.map((name) => `"${name}" was pointed out, but is not found again in the records`);
  return {
    ok: true,
    extraction: answerReplay(page, hiding, { request, understanding, engine: 'model', doubts }),
    wrapper: hiding.wrapper,
    failing,
  };
};

type Placed = { readonly rows: readonly PlacedRow[]; readonly refused: readonly RefusedId[] };

const placeRecords = (places: OfferedLines['places'], records: readonly PointedRecord[]): Placed => {
  const refused: RefusedId[] = [];
  const rows = records.map((record, r) => {
    const row: [string, NonNullable<ReturnType<typeof places.get>>[]][] = [];
    for (const [field, id] of Object.entries(record)) {
      const place = id === null ? undefined : places.get(id);
      if (place !== undefined) row.push([field, [place]]);
      else if (id !== null) refused.push({ record: r, field, id });
    }
    return new Map(row);
  });
  return { rows, refused };
};

const withHidden = (wrapper: Induced['wrapper'], { fields, unseen }: Understanding): Wrapper => {
  const isHidden = (name: string): boolean =>
    unseen.some((field) => field.name === name) && !fields.some((field) => field.name === name);
  return {
    ...wrapper,
    fields: wrapper.fields.map((field) => (isHidden(field.name) ? { ...field, hidden: true } : field)),
  };
};
