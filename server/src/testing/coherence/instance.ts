/** One instance of the drill, in a process of its own: does what its parent asks and answers with versions. */

import { sql } from 'kysely';
import { z } from 'zod';
import { openPostgres } from '../../platform/postgres/open-postgres.ts';
import { createClassicProfiles } from './classic-profiles.ts';
import { createGleanerProfiles } from './gleaner-profiles.ts';
import { type Answer, Order, Settings } from './instance-words.ts';

const settings = Settings.parse(JSON.parse(process.argv[2] ?? ''));
const { design, databaseUrl, redisUrl, instances } = settings;
const postgres = await openPostgres({ url: databaseUrl });
const profiles =
  design === 'classic'
    ? await createClassicProfiles({ db: postgres.db, redisUrl })
    : await createGleanerProfiles({ postgres, redisUrl, instances });

const Changed = z.array(z.object({ version: z.number() }));

/** A write as the API makes it: committed, made known, and only then acknowledged. */
const change = async (userId: string, kind: 'rename' | 'delete'): Promise<number | null> => {
  const what = kind === 'rename' ? sql`display_name = gen_random_uuid()::text` : sql`deleted_at = now()`;
  const statement = sql`update public.users set ${what} where id = ${userId} returning version`;
  const [changed] = Changed.parse((await statement.execute(postgres.db)).rows);
  await profiles.invalidate(userId);
  return changed?.version ?? null;
};

const send = (answer: Answer): void => void process.send?.(answer);

process.on('message', async (message) => {
  const { id, kind, userId } = Order.parse(message);
  try {
    const version = kind === 'read' ? await profiles.read(userId) : await change(userId, kind);
    send({ id, version, hits: profiles.hits() });
  } catch (error) {
    send({ id, fault: String(error) });
  }
});
process.on('disconnect', () => process.exit());
send({ id: 0, version: null, hits: 0 });
