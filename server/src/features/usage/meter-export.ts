import { monthPolicies } from '../../http/month-policy.ts';
import type { TellPolicies } from '../../http/rate-limit-headers.ts';
import type { Idempotency } from '../../kernel/idempotency.ts';
import type { UsageReading } from '../../kernel/usage-reading.ts';
import type { MemberProfile } from '../profiles/index.ts';
import type { ActivitiesStore } from './activities.store.ts';
import type { NewActivity } from './activity.ts';
import type { Metering } from './metering.ts';
import { type Receipt, toReceipt } from './receipt.ts';
import { leaseLost } from './refuse.ts';
import { shorten } from './shorten.ts';

type Asked = {
  readonly user: MemberProfile;
  /** The scrape whose result is exported, known to be this user's; null for rows that came with the request. */
  readonly activityId: string | null;
  readonly idempotency: Idempotency | null;
  readonly requestId: string;
  readonly activity: Omit<NewActivity, 'userId' | 'requestId'>;
  readonly tell: TellPolicies;
};

/** What was exported, and what it cost. */
export type MeteredExport<T> = {
  readonly value: T;
  readonly receipt: Receipt;
  /** The activity that tells of the export. */
  readonly activityId: string;
};

/**
 * Runs an export. Where the catalogue charges exports, the first of a result costs one unit and every further one none,
 * through whatever writer; of rows without a result, each request under its idempotency key costs one. What throws is free.
 * @throws {AppError} `usage_exhausted`.
 */
export type MeterExport = <T>(asked: Asked, work: () => Promise<T>) => Promise<MeteredExport<T>>;

type Needs = Metering & {
  readonly add: ActivitiesStore['add'];
  readonly readUsage: (user: MemberProfile) => Promise<UsageReading>;
};

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** What is paid for once. After its day a key may name another request, which is another export. */
const nameOf = ({ activityId, idempotency }: Asked): string | null => {
  if (activityId !== null) return `export of ${activityId}`;
  if (idempotency === null) return null;
  return `export under ${hexOf(idempotency.keyHash)} ${hexOf(idempotency.requestHash)}`;
};

/** Where exports are free: it is only written down. */
const exportFreely =
  ({ add, ids, readUsage }: Needs) =>
  async <T>({ user, requestId, activity }: Asked, work: () => Promise<T>): Promise<MeteredExport<T>> => {
    const value = await work();
    const activityId = ids.next();
    const summary = shorten(activity.summary);
    await add({ ...activity, id: activityId, summary, userId: user.id, requestId });
    return { value, receipt: toReceipt(await readUsage(user), 0), activityId };
  };

const exportCharged =
  (needs: Needs) =>
  async <T>(asked: Asked, work: () => Promise<T>): Promise<MeteredExport<T>> => {
    const { ledger, reserve, giveBack, leases, ids, clock, expectUsage } = needs;
    const { user, requestId, activity, tell } = asked;
    const entry = { userId: user.id, requestKey: nameOf(asked) ?? ids.next() };
    return leases.hold(entry, async () => {
      await reserve({ ...entry, kind: 'export', units: 1, idempotency: null }, tell);
      try {
        const [value, expected] = await Promise.all([work(), expectUsage(user)]);
        const activityId = ids.next();
        const happened = { ...activity, id: activityId, userId: user.id, requestId };
        const written = { ...happened, summary: shorten(activity.summary) };
        const settled = await ledger.settle({
          ...{ ...entry, charge: true, activity: written },
          ...{ result: null, kept: null },
        });
        if (settled.outcome === 'lost') throw leaseLost();
        await expected.tell(settled.reading);
        tell(monthPolicies(settled.reading, clock.now()));
        return { value, receipt: toReceipt(settled.reading, settled.charged), activityId };
      } catch (error) {
        await giveBack({ ...entry, keyHash: null, answer: null });
        throw error;
      }
    });
  };

/** Makes {@link MeterExport}. */
export const meterExport = (needs: Needs): MeterExport => {
  const run = { scrape: exportFreely(needs), export: exportCharged(needs) };
  return (asked, work) => run[needs.chargeOn](asked, work);
};
