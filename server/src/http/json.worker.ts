/** The thread that reads large JSON bodies, so that the one which answers everybody does not stand still. */

import { move, transferableSymbol, valueSymbol } from 'piscina';
import { encodeText, largeTextLength } from '../kernel/large-text.ts';
import { type JsonReading, parseJson } from './parse-json.ts';

/** One body. */
export type JsonTask = {
  readonly bytes: Uint8Array;
  readonly mostValues: number;
  readonly list: string | undefined;
};

/** What comes back: the value, and apart from it the long texts of its outermost object, which are moved. */
export type JsonOutcome = {
  readonly reading: JsonReading;
  readonly texts: readonly { readonly key: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
};

const isLong = (value: unknown): value is string =>
  typeof value === 'string' && value.length > largeTextLength;

const takeTextsOut = (reading: JsonReading): JsonOutcome => {
  if (!reading.ok || typeof reading.value !== 'object' || reading.value === null)
    return { reading, texts: [] };
  const members = Object.entries(reading.value);
  const texts = members.flatMap(([key, value]) => (isLong(value) ? [{ key, bytes: encodeText(value) }] : []));
  if (texts.length === 0) return { reading, texts };
  const rest = members.filter(([, value]) => !isLong(value));
  return { reading: { ...reading, value: Object.fromEntries(rest) }, texts };
};

/** Called by the pool with one body at a time. */
export default ({ bytes, mostValues, list }: JsonTask): unknown => {
  const outcome = takeTextsOut(parseJson(bytes, { mostValues, list }));
  const { reading } = outcome;
  const buffers = outcome.texts.map((text) => text.bytes.buffer);
  if (reading.ok && reading.list) buffers.push(reading.list.buffer);
  return move({ [transferableSymbol]: buffers, [valueSymbol]: outcome });
};
