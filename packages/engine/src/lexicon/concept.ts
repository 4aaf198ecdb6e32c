import type { ValueType } from '../values/value-type.ts';

/** A notion that people ask for under many names. */
export type Concept = {
  /** Canonical name, in snake_case: `price`. */
  readonly name: string;
  /** Words and phrases people use for it in instructions and pages in labels, lower case. */
  readonly synonyms: readonly string[];
  readonly type: ValueType;
  /** Property names of schema.org, OpenGraph and the like, as they are spelled there. */
  readonly properties: readonly string[];
  /** Words found in class names, ids and data attributes, lower case. */
  readonly hints: readonly string[];
  /** A record may have several: ingredients, tags, authors. */
  readonly multiple: boolean;
};

/** One field that is asked for. */
export type FieldQuery = {
  /** The key of the field in the rows, as the caller wrote it. */
  readonly name: string;
  /** The words of the name, lower case, without filler words. */
  readonly words: readonly string[];
  /** What it means, when the lexicon knows it; the words stay a label query otherwise. */
  readonly concept: Concept | null;
  /**
   * The name says more than the concept does, and a label must carry those words too: "member price" is a price, but
   * not every price is a member price.
   */
  readonly qualified: boolean;
  /** The expected kind of value; `text` when nothing is known. */
  readonly type: ValueType;
};
