import { z } from 'zod';
import type { Door } from '../../http/door.ts';
import { noContent, ok } from '../../http/reply.ts';
import type { Routes } from '../../http/route.ts';
import { writtenText } from '../../kernel/written-text.ts';
import type { UserKeys } from './user-keys.ts';

const KeyReply = z.object({ id: z.uuid(), name: z.string(), created_at: z.iso.datetime() });
const KeysReply = z.object({ keys: z.array(KeyReply).describe('The keys that work, the oldest first') });
const NewKeyBody = z.strictObject({
  name: writtenText({ most: 100 }).describe('What the key is for, in your words'),
});
const NewKeyReply = z.object({
  id: z.uuid(),
  name: z.string(),
  key: z
    .string()
    .nullable()
    .describe('The key itself: it is shown this once, and null when the request is sent again'),
});
const KeyParams = z.strictObject({ id: z.uuid('must be a UUID') });

type UserDoor = Door<{ readonly userId: string }>;
type Needs = {
  readonly door: UserDoor;
  /** Asks about the session every time: a key opens the account for good. */
  readonly fresh: UserDoor;
  readonly keys: UserKeys;
};

/** Declares `GET` and `POST /api/user/keys` and `DELETE /api/user/keys/:id`. */
export const declareKeys = (routes: Routes, { door, fresh, keys }: Needs): void => {
  routes.get('/api/user/keys', { door, summary: 'Your API keys', reply: KeysReply }, async ({ userId }) => {
    const list = await keys.list(userId);
    return ok({
      keys: list.map(({ id, name, createdAt }) => ({ id, name, created_at: createdAt.toISOString() })),
    });
  });
  routes.post(
    '/api/user/keys',
    {
      door: fresh,
      summary: 'Make an API key',
      body: NewKeyBody,
      reply: NewKeyReply,
      idempotent: { without: ['key'] },
    },
    async ({ userId, body: { name } }) => ok({ ...(await keys.create(userId, name)), name }),
  );
  routes.delete(
    '/api/user/keys/:id',
    { door: fresh, summary: 'Revoke an API key', params: KeyParams, reply: null, refusals: [404] },
    async ({ userId, params: { id } }) => {
      await keys.revoke(userId, id);
      return noContent();
    },
  );
};
