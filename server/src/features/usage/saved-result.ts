import { z } from 'zod';
import type { SavedResultsStore } from './saved-results.store.ts';

/** One cell. */
export type SavedCell = string | number | boolean | null | readonly (string | number | boolean)[];

// Its rows were made here and may be twenty thousand: they are not looked at one by one again.
const Saved = z.looseObject({
  fields: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.custom<readonly Readonly<Record<string, SavedCell>>[]>(Array.isArray),
  values: z.custom<readonly Readonly<Record<string, unknown>>[]>(Array.isArray).optional(),
});

/** The answer of a scrape as it was given, without what only its request knew. */
export type SavedResult = z.output<typeof Saved>;

/** Reads what a scrape of the user delivered; null when it is not kept (any longer), or somebody else's. */
export type ReadResult = (userId: string, activityId: string) => Promise<SavedResult | null>;

/** Makes {@link ReadResult}. */
export const readResult =
  ({ find }: Pick<SavedResultsStore, 'find'>): ReadResult =>
  async (userId, activityId) => {
    const json = await find(userId, activityId);
    return json === null ? null : Saved.parse(JSON.parse(new TextDecoder().decode(json)));
  };
