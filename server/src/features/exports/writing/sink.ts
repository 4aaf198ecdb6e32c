/** Where a writer's bytes go, and who is told how many rows are written. */
export type Sink = {
  readonly write: (bytes: Uint8Array) => void;
  readonly tell: (rows: number) => void;
};
