/** The thread that reads large JSON bodies, so that the one which answers everybody does not stand still. */

import { type JsonReading, parseJson } from './parse-json.ts';

type Task = { readonly bytes: Uint8Array; readonly mostValues: number };

/** Called by the pool with one body at a time. */
export default ({ bytes, mostValues }: Task): JsonReading => parseJson(bytes, mostValues);
