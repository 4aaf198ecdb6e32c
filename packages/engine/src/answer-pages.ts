import { answerPage, type LearnedAnswer, type LearningRequest } from './answer-page.ts';
import { type CellEvidence, type Evidence, type Extraction, maxRows, type PageInput } from './extraction.ts';
import { readRequest } from './querying/read-request.ts';

/**
 * Answers a request for several pages of one template: what they teach together reads each of them, and the rows come
 * in the order of the pages, with the number of the page in their evidence.
 * @throws {PageTooComplexError} when a page exceeds what the index can hold.
 */
export const answerPages = (pages: readonly PageInput[], request: LearningRequest): LearnedAnswer => {
  const [first = { html: '' }, ...others] = pages;
  const { limit, orderBy } = readRequest(request);
  const answer = answerPage(first, { ...request, pages: others });
  // What they teach together has been learned: each is read by itself now.
  const { examples: _, pages: __, ...again } = request;
  const { wrapper } = answer;
  const rest = others.map(
    (page) => answerPage(page, wrapper === null ? again : { ...again, wrapper }).extraction,
  );
  const extraction = together([answer.extraction, ...rest], Math.min(limit ?? maxRows, maxRows));
  const warnings = others.length > 0 && orderBy.length > 0 ? [orderedApart] : [];
  return {
    ...answer,
    extraction: { ...extraction, warnings: [...extraction.warnings, ...warnings] },
  };
};

/** Pages write numbers and dates each in their own way: what is compared are the records of one. */
const orderedApart = 'Ordered within each page, not across pages';

const together = (extractions: readonly [Extraction, ...Extraction[]], most: number): Extraction => {
  const [first] = extractions;
  const total = extractions.reduce((sum, extraction) => sum + extraction.total, 0);
  const rows = extractions.flatMap((extraction) => extraction.rows);
  const values = extractions.flatMap((extraction) => extraction.values ?? []);
  const evidence = extractions.flatMap((extraction, page) =>
    extraction.evidence.map((line) => line.map((cell) => onPage(cell, page))),
  );
  return {
    ...first,
    ...statusOf(extractions, rows.length > maxRows && most === maxRows),
    total,
    rows: rows.slice(0, most),
    ...(values.length === rows.length && first.values !== undefined ? { values: values.slice(0, most) } : {}),
    evidence: evidence.slice(0, most),
    warnings: [...new Set(extractions.flatMap((extraction) => extraction.warnings))],
  };
};

const onPage = (cell: CellEvidence, page: number): CellEvidence => {
  if (cell === null) return null;
  return 'source' in cell ? { ...cell, page } : cell.map((one: Evidence) => ({ ...one, page }));
};

const statusOf = (
  extractions: readonly Extraction[],
  isCut: boolean,
): Pick<Extraction, 'status' | 'reason'> => {
  if (isCut)
    return { status: 'partial', reason: `The pages have more rows; an answer holds ${maxRows} at the most.` };
  const empty = extractions.filter(({ status }) => status === 'empty').length;
  const reason = extractions.find((extraction) => extraction.reason !== undefined)?.reason ?? '';
  if (empty === extractions.length) return { status: 'empty', reason };
  if (empty > 0)
    return { status: 'partial', reason: `${empty} of ${extractions.length} pages gave no rows.` };
  return extractions.some(({ status }) => status === 'partial')
    ? { status: 'partial', reason }
    : { status: 'complete' };
};
