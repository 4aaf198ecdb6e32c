/** The page exceeds what the index can hold (elements, or a table grown by its spans). */
export class PageTooComplexError extends Error {
  override readonly name = 'PageTooComplexError';
}
