/** As much of the logger as a room needs; facts come first, then the line for a person. */
export type Log = {
  readonly info: (facts: object, line: string) => void;
  readonly error: (facts: object, line: string) => void;
};
