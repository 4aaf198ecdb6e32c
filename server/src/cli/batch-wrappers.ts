import type { Wrapper } from '@gleaner/engine';
import { LRUCache } from 'lru-cache';

/** What earlier lines of a batch have learned, or can be asked to learn, by their id. */
export type BatchWrappers = {
  /** Announces a line: `learn` is called when a later one asks, and once at the most. */
  readonly announce: (id: string, learn: () => Promise<Wrapper | null>, weight: number) => void;
  /** The wrapper of an earlier line; null when there is no such line, or nothing was learned from it. */
  readonly find: (id: string) => Promise<Wrapper | null>;
};

/** So much of the earlier lines is kept for being asked about, in characters. */
const mostKept = 200_000_000;
const weightOfALine = 1000;

/** Remembers the lines of a batch, the latest ones. */
export const createBatchWrappers = (): BatchWrappers => {
  const lines = new LRUCache<string, () => Promise<Wrapper | null>>({ maxSize: mostKept });
  return {
    announce: (id, learn, weight) => {
      let learned: Promise<Wrapper | null> | null = null;
      lines.set(
        id,
        () => {
          learned ??= learn();
          return learned;
        },
        { size: weightOfALine + weight },
      );
    },
    find: async (id) => (await lines.get(id)?.()) ?? null,
  };
};
