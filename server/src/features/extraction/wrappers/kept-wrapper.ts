import type { Wrapper } from '@gleaner/engine';

/** Where a user's wrappers are looked for. */
export type WrapperSite = {
  readonly userId: string;
  /** The origin of the page's address; empty without one. */
  readonly site: string;
};

/** Which requests a wrapper answers: of one user, on one site, for one list of fields. */
export type WrapperPlace = WrapperSite & {
  /** SHA-256 of the canonical list of the fields. */
  readonly fieldsKey: string;
};

/** A wrapper that is kept. */
export type KeptWrapper = { readonly id: string; readonly fieldsKey: string; readonly wrapper: Wrapper };

/** What a list tells of a kept wrapper. */
export type WrapperSummary = {
  readonly id: string;
  readonly site: string;
  readonly scope: Wrapper['scope'];
  readonly fields: readonly string[];
  readonly urlPattern: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};
