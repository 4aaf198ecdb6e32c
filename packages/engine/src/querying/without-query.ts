import type { ExtractionRequest } from '../extraction.ts';

/** The same request for all records, in the order of the page: what a place is learned from. */
export const withoutQuery = ({
  limit: _,
  smartFormatting: __,
  ...request
}: ExtractionRequest): ExtractionRequest => ({
  ...request,
  query: { ...request.query, where: [], orderBy: [], limit: null },
});
