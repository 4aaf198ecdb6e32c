import type { CellContent } from '../regions/region.ts';

/** A label and the value it stands beside. */
export type Pair = {
  /** Without the colon after it. */
  readonly label: string;
  readonly value: CellContent;
  /** The element that holds the value. */
  readonly element: number;
};
