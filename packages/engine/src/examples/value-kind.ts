import { fitsType } from '../values/recognise.ts';
import { tellingTypes, type ValueType } from '../values/value-type.ts';

/** The type of known values: what was expected, if they are that; else what their form tells. */
export const kindOfValues = (texts: readonly string[], expected: ValueType): ValueType => {
  const all = (type: ValueType, least: number): boolean =>
    texts.length > 0 && texts.every((text) => fitsType(text, type) >= least);
  if (expected !== 'text' && all(expected, 0.5)) return expected;
  return tellingTypes.find((type) => all(type, 0.95)) ?? 'text';
};
