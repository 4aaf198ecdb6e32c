/** How soon SQL typed elsewhere must be seen. */
const sqlLimitMs = 1_000;

type Commit = { readonly version: number; readonly dueMs: number; readonly by: 'api' | 'sql' };

/** Reads that were served something older than promised. */
export type Violations = { readonly afterApi: number; readonly afterSql: number };

/**
 * What was promised and what was served, on one clock. A read is judged by the moment it began: whatever was due then
 * must be in it.
 */
export const createLedger = (nowMs: () => number) => {
  const commits = new Map<string, Commit[]>();
  let afterApi = 0;
  let afterSql = 0;
  let oldestMs = 0;

  const add = (userId: string, commit: Commit): void => {
    const known = commits.get(userId);
    if (known) known.push(commit);
    else commits.set(userId, [commit]);
  };

  return {
    /** A change was acknowledged by the API just now. */
    acknowledged: (userId: string, version: number): void =>
      add(userId, { version, dueMs: nowMs(), by: 'api' }),
    /** A change was committed by SQL just now. */
    committed: (userId: string, version: number): void =>
      add(userId, { version, dueMs: nowMs() + sqlLimitMs, by: 'sql' }),
    /** A read begins; the returned function is told what it was served. Nobody there is newer than any version. */
    reading: (userId: string): ((version: number | null) => void) => {
      const beganMs = nowMs();
      return (version) => {
        const missed = (commits.get(userId) ?? []).filter(
          (commit) => commit.dueMs <= beganMs && commit.version > (version ?? Number.POSITIVE_INFINITY),
        );
        if (missed.length === 0) return;
        if (missed.some(({ by }) => by === 'api')) afterApi += 1;
        else afterSql += 1;
        oldestMs = Math.max(oldestMs, ...missed.map(({ dueMs }) => beganMs - dueMs));
      };
    },
    violations: (): Violations => ({ afterApi, afterSql }),
    /** How long after it was due a change was still not served, at worst. */
    longestOverdueMs: (): number => Math.round(oldestMs),
  };
};
export type Ledger = ReturnType<typeof createLedger>;
