import { z } from 'zod';
import type { Call } from '../../http/declaration.ts';
import { monthPolicies } from '../../http/month-policy.ts';
import { AppError } from '../../kernel/app-error.ts';
import { toUsageReading, UsageRow } from '../../kernel/usage-reading.ts';
import type { ModelUse } from '../models/index.ts';
import type { MemberProfile } from '../profiles/index.ts';
import { KeptError, keepError, toAppError } from './kept-error.ts';
import type { Settled } from './ledger.ts';
import type { Metering } from './metering.ts';
import { type Receipt, toReceipt } from './receipt.ts';
import { leaseLost } from './refuse.ts';
import { compress, type SavedResultsStore } from './saved-results.store.ts';
import { shorten } from './shorten.ts';

/** What a scrape delivers: its answer as JSON in UTF-8, and what that comes to. */
export type Delivery = {
  readonly json: Uint8Array;
  readonly counts: { readonly rows: number; readonly total: number };
  /** What was asked of a model for it. */
  readonly model?: ModelUse | null;
};

type Asked = Pick<Call, 'requestId' | 'signal' | 'tell' | 'idempotency' | 'tellReplay'> & {
  readonly user: Pick<MemberProfile, 'id' | 'version'>;
  readonly summary: string;
};

/** The answer of a metered scrape: what was delivered, and the members that belong at its end. */
export type MeteredAnswer = {
  readonly json: Uint8Array;
  readonly members: {
    readonly usage: Receipt & { readonly model: ToldUse | null };
    readonly activity_id: string;
    readonly request_id: string;
  };
};

/**
 * Runs a scrape that is charged when it delivers rows. It is settled, written down and saved before the answer is sent;
 * nothing and every error are free. Sent again under its idempotency key it gives the first answer.
 * @throws {AppError} `usage_exhausted`, `idempotency_key_reused`, `idempotency_key_in_use`.
 */
export type MeterScrape = (asked: Asked, work: () => Promise<Delivery>) => Promise<MeteredAnswer>;

const ToldUse = z.object({
  calls: z.number(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cost_usd: z.number().nullable(),
});
/** What was asked of a model, as the receipt tells it. */
type ToldUse = z.output<typeof ToldUse>;

const toTold = (use: ModelUse | null): ToldUse | null =>
  use && {
    calls: use.calls,
    input_tokens: use.inputTokens,
    output_tokens: use.outputTokens,
    cost_usd: use.costUsd,
  };

const KeptScrape = UsageRow.extend({
  activity_id: z.string(),
  request_id: z.string(),
  charged: z.number(),
  model: ToldUse.nullable().default(null),
});
const Kept = z.union([KeptError, KeptScrape]);

type Needs = Metering & { readonly results: Pick<SavedResultsStore, 'find'> };

const replay =
  ({ results, expectUsage, clock }: Needs) =>
  async ({ user, tell, tellReplay }: Asked, answer: unknown): Promise<MeteredAnswer> => {
    const kept = Kept.parse(answer);
    if ('error' in kept) {
      tellReplay();
      throw toAppError(kept);
    }
    const json = await results.find(user.id, kept.activity_id);
    if (json === null) throw new AppError('not_found', 'What this request delivered is no longer kept.');
    const reading = toUsageReading(kept);
    // The process may have died before it told anybody.
    await (await expectUsage(user)).tell(reading);
    tell(monthPolicies(reading, clock.now()));
    tellReplay();
    const { activity_id, request_id } = kept;
    const usage = { ...toReceipt(reading, kept.charged), model: kept.model };
    return { json, members: { usage, activity_id, request_id } };
  };

const countsOf = (use: ModelUse | null): Readonly<Record<string, number>> =>
  use === null ? {} : { model_calls: use.calls, model_tokens: use.inputTokens + use.outputTokens };

/** Settles a delivery under the reservation; throws when the lease has ended. */
const settleDelivery =
  ({ ledger, ids }: Needs) =>
  async ({ user, requestId, summary, idempotency }: Asked, requestKey: string, delivery: Delivery) => {
    const { json, counts, model = null } = delivery;
    const activityId = ids.next();
    const settled: Settled = await ledger.settle({
      userId: user.id,
      requestKey,
      charge: counts.rows > 0,
      activity: {
        id: activityId,
        userId: user.id,
        kind: 'scrape',
        summary: shorten(summary),
        counts: { ...counts, ...countsOf(model) },
        requestId,
      },
      result: await compress(json),
      kept: idempotency && {
        keyHash: idempotency.keyHash,
        answer: { activity_id: activityId, request_id: requestId, model: toTold(model) },
      },
    });
    if (settled.outcome === 'lost') throw leaseLost();
    return { activityId, ...settled };
  };

/** Makes {@link MeterScrape}. */
export const meterScrape = (needs: Needs): MeterScrape => {
  const { reserve, giveBack, leases, ids, clock, chargeOn, expectUsage } = needs;
  const giveAgain = replay(needs);
  const settle = settleDelivery(needs);

  return (asked, work) => {
    const { user, requestId, signal, tell, idempotency } = asked;
    const entry = { userId: user.id, requestKey: ids.next() };
    const deliver = async (): Promise<MeteredAnswer> => {
      const units = chargeOn === 'scrape' ? 1 : 0;
      const reserved = await reserve({ ...entry, kind: 'scrape', units, isShared: false, idempotency }, tell);
      if (reserved.outcome === 'kept') return giveAgain(asked, reserved.answer);
      try {
        // Taken while the page is read: it costs no time.
        const [delivery, expected] = await Promise.all([work(), expectUsage(user)]);
        if (signal.aborted)
          throw new AppError('overloaded', 'The client has left.', { retryAfterSeconds: 1 });
        const { activityId, charged, reading } = await settle(asked, entry.requestKey, delivery);
        await expected.tell(reading);
        tell(monthPolicies(reading, clock.now()));
        const usage = { ...toReceipt(reading, charged), model: toTold(delivery.model ?? null) };
        return { json: delivery.json, members: { usage, activity_id: activityId, request_id: requestId } };
      } catch (error) {
        // What was settled stays so, whatever went wrong afterwards.
        await giveBack({ ...entry, keyHash: idempotency?.keyHash ?? null, answer: keepError(error) });
        throw error;
      }
    };
    return leases.hold(entry, deliver);
  };
};
