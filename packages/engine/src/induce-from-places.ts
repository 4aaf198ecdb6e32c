import { induceWrapper } from './examples/induce-wrapper.ts';
import { linesOfPage, type OfferedLines } from './examples/lines-of.ts';
import type { Place } from './examples/place.ts';
import type { Extraction, ExtractionRequest, PageInput } from './extraction.ts';
import { buildPage } from './page/build-page.ts';
import { readRequest } from './querying/read-request.ts';
import { answerReplay } from './wrapper/answer-replay.ts';
import type { Wrapper } from './wrapper/wrapper.ts';

/** A record as somebody points it out: for each field the id of an offered line; null for what it lacks. */
export type PointedRecord = Readonly<Record<string, string | null>>;

/** An id that was not offered. */
export type RefusedId = { readonly record: number; readonly field: string; readonly id: string };

export type PointedOut =
  | {
      readonly ok: true;
      readonly extraction: Extraction;
      readonly wrapper: Wrapper;
      /** Fields that were pointed at, but for which no way was found that holds in all records pointed out. */
      readonly failing: readonly string[];
    }
  | { readonly ok: false; readonly refused: readonly RefusedId[]; readonly reason: string };

/** The page as flat lines `id | path | text`, for whoever points records out: a model sees these and nothing else. */
export const linesOf = ({ html, url }: PageInput): OfferedLines => linesOfPage(buildPage(html, url));

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
  const { places } = linesOfPage(page);
  const refused: RefusedId[] = [];
  const rows = records.map((record, r) => {
    const row = new Map<string, Place[]>();
    for (const [field, id] of Object.entries(record)) {
      const place = id === null ? undefined : places.get(id);
      if (place !== undefined) row.set(field, [place]);
      else if (id !== null) refused.push({ record: r, field, id });
    }
    return row;
  });
  if (refused.length > 0) return { ok: false, refused, reason: 'Ids that were not offered.' };
  const understanding = readRequest(request);
  const names = new Set([
    ...understanding.fields.map(({ name }) => name),
    ...rows.flatMap((row) => [...row.keys()]),
  ]);
  const fields = [...names].map((name) => ({
    name,
    type: understanding.fields.find((field) => field.name === name)?.type ?? ('text' as const),
  }));
  const induced = induceWrapper(page, { fields, rows, many: understanding.many, url });
  if (induced === null)
    return { ok: false, refused, reason: 'The records have nothing in common that is found again.' };
  const found = new Set(induced.wrapper.fields.map(({ name }) => name));
  const failing = [...new Set(rows.flatMap((row) => [...row.keys()]))].filter((name) => !found.has(name));
  return {
    ok: true,
    extraction: answerReplay(page, induced, { request, understanding }),
    wrapper: induced.wrapper,
    failing,
  };
};
