import type { Db as BossDatabase } from 'pg-boss';
import type { Postgres } from '../postgres/postgres.ts';

/** Our database in pg-boss's words; its migrations and its listening get sessions of their own, as ours do. */
export const toBossDatabase = ({ run, listen }: Pick<Postgres, 'run' | 'listen'>): BossDatabase => ({
  executeSql: run,
  listen: async (channel, onNotify, onReconnect) => {
    const close = await listen(channel, { onNotify, onGap: onReconnect });
    // What was enqueued before anybody listened went unheard.
    onReconnect();
    return { close };
  },
});
