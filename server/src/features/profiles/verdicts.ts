import { LRUCache } from 'lru-cache';
import type { Clock } from '../../kernel/clock.ts';
import type { Verdict } from './profile.ts';
import type { ProfileCache } from './profile-cache.ts';

/** How long a verdict counts, whatever happens to the session where we do not see it. */
export const sessionKeptForMs = 60_000;
const rememberedForMs = 5_000;
const mostRemembered = 10_000;

// The verdict, the version of the profile and the moment at which it was taken, in milliseconds since 1970.
const keptForm = /^(live|ended):(\d+):(\d+)$/;

type Taken = {
  readonly userId: string;
  readonly sessionId: string;
  readonly verdict: Verdict;
  /** The version of the profile at which the session was looked at. */
  readonly version: number;
};
type Asked = { readonly sessionId: string; readonly version: number; readonly text: string | null };

/** Verdicts on sessions, in Redis for all instances and for a moment in this one. */
export const createVerdicts = ({
  cache,
  clock,
}: {
  cache: Pick<ProfileCache, 'keepSession'>;
  clock: Clock;
}) => {
  const remembered = new LRUCache<string, string>({ max: mostRemembered, ttl: rememberedForMs });

  /** A verdict counts for the version it was taken at: ending a session makes a new one, and every verdict void. */
  const judge = (text: string | null | undefined, version: number): Verdict | null => {
    const [, verdict, takenAtVersion, takenAtMs] = keptForm.exec(text ?? '') ?? [];
    if (verdict !== 'live' && verdict !== 'ended') return null;
    // Also by the clock: a command that Redis was too hung to carry out may arrive a minute late.
    const isFresh = clock.now().getTime() - Number(takenAtMs) < sessionKeptForMs;
    return isFresh && Number(takenAtVersion) === version ? verdict : null;
  };

  return {
    find: ({ sessionId, version, text }: Asked): Verdict | 'unknown' =>
      judge(text, version) ?? judge(remembered.get(sessionId), version) ?? 'unknown',
    /** Keeps what the database has just said of a session. */
    keep: async ({ sessionId, verdict, version }: Taken): Promise<void> => {
      const text = `${verdict}:${version}:${clock.now().getTime()}`;
      remembered.set(sessionId, text);
      await cache.keepSession(sessionId, text);
    },
  };
};
