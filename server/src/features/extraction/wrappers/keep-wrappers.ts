import { isSameTemplate } from '@gleaner/engine/request';
import { LRUCache } from 'lru-cache';
import type { KeptWrapper, WrapperPlace, WrapperSite } from './kept-wrapper.ts';
import type { WrappersStore } from './wrappers.store.ts';

/** The wrappers that are kept, with a small memory in front of the store. */
export type KeepWrappers = Pick<WrappersStore, 'list' | 'get' | 'find'> & {
  /** Keeps what was learned: in the place of `replaced`, else of the one for the same template, else beside the others. */
  readonly keep: (
    place: WrapperPlace,
    wrapper: KeptWrapper['wrapper'],
    replaced: string | null,
  ) => Promise<string>;
  /** @returns false when the user has no such wrapper. */
  readonly remove: (userId: string, id: string) => Promise<boolean>;
  readonly forgetUser: (userId: string) => Promise<void>;
};

/** Another instance may have learned better, or been told to forget: this one follows within a minute. */
const rememberedMs = 60_000;
const mostRemembered = 500;

const keyOf = ({ userId, site }: WrapperSite): string => `${userId} ${site}`;

/** Makes {@link KeepWrappers}. Only what is there is remembered: what another instance learns first is found at once. */
export const keepWrappers = (store: WrappersStore): KeepWrappers => {
  const memory = new LRUCache<string, readonly KeptWrapper[]>({ max: mostRemembered, ttl: rememberedMs });
  return {
    list: store.list,
    get: store.get,
    find: async (site) => {
      const known = memory.get(keyOf(site));
      if (known !== undefined) return known;
      const found = await store.find(site);
      if (found.length > 0) memory.set(keyOf(site), found);
      return found;
    },
    keep: async (place, wrapper, replaced) => {
      const before = replaced === null ? await store.find(place) : [];
      const same =
        before.find((kept) => kept.fieldsKey === place.fieldsKey && isSameTemplate(kept.wrapper, wrapper))
          ?.id ?? null;
      const id = await store.put(place, wrapper, replaced ?? same);
      memory.delete(keyOf(place));
      return id;
    },
    remove: async (userId, id) => {
      const place = await store.remove(userId, id);
      if (place !== null) memory.delete(keyOf(place));
      return place !== null;
    },
    forgetUser: async (userId) => {
      await store.removeAll(userId);
      for (const key of memory.keys()) if (key.startsWith(`${userId} `)) memory.delete(key);
    },
  };
};
