import { z } from 'zod';
import type { AnswerOnce } from '../../http/declaration.ts';
import type { Reply } from '../../http/reply.ts';
import type { Ids } from '../../kernel/ids.ts';
import type { IdempotencyStore } from './idempotency.store.ts';
import { KeptError, keepError, toAppError } from './kept-error.ts';
import type { Leases } from './leases.ts';
import { keyHeld } from './refuse.ts';

const KeptReply = z.object({
  status: z.union([z.literal(200), z.literal(201), z.literal(202)]),
  value: z.record(z.string(), z.unknown()),
});
const Kept = z.union([KeptError, KeptReply, z.object({ status: z.literal(204) })]);

/** What is kept of an answer; null for what is not worth or not fit to be kept. */
const keepReply = (reply: Reply, without: readonly string[]): object | null => {
  if (reply.status === 204) return reply;
  if (reply.status === 503 || !('value' in reply)) return null;
  // A secret that is shown once is not in our tables afterwards.
  const members = Object.entries(reply.value).map(([name, value]) => [
    name,
    without.includes(name) ? null : value,
  ]);
  return { status: reply.status, value: Object.fromEntries(members) };
};

type Needs = {
  readonly store: Pick<IdempotencyStore, 'claim' | 'close'>;
  readonly leases: Pick<Leases, 'hold'>;
  readonly ids: Pick<Ids, 'next'>;
};

/** Runs a request once for each idempotency key; docs/decisions/0022 says what is kept. */
export const answerOnce =
  ({ store, leases, ids }: Needs): AnswerOnce =>
  async ({ userId, idempotency, without, tellReplay }, work) => {
    const claim = ids.next();
    return leases.hold({ userId, requestKey: claim }, async () => {
      const claimed = await store.claim({ userId, claim, idempotency });
      if (claimed.outcome === 'kept') {
        const kept = Kept.parse(claimed.answer);
        tellReplay();
        if ('error' in kept) throw toAppError(kept);
        return kept;
      }
      if (claimed.outcome !== 'claimed') throw keyHeld(claimed);
      const close = (answer: object | null) =>
        store.close({ userId, claim, keyHash: idempotency.keyHash }, answer);
      try {
        const reply = await work();
        await close(keepReply(reply, without));
        return reply;
      } catch (error) {
        await close(keepError(error));
        throw error;
      }
    });
  };
