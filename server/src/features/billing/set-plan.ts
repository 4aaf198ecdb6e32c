import { catalogue, type Plan } from '../../kernel/catalogue.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import { type BillingStore, savePlan } from './billing.store.ts';

type Needs = {
  readonly db: Db;
  readonly store: Pick<BillingStore, 'findPayersByEmail'>;
  readonly invalidateUserCache: (userId: string) => Promise<void>;
};

/** What an operator's wish came to. */
export type PlanSetting = 'set' | 'nobody' | 'several' | 'subscribed';

/** Gives a user a plan by an operator's word. What a subscription gives is changed in Stripe, or it would come back. */
export const setPlan =
  ({ db, store, invalidateUserCache }: Needs) =>
  async (email: string, plan: Plan): Promise<PlanSetting> => {
    const [user, ...others] = await store.findPayersByEmail(email);
    if (user === undefined) return 'nobody';
    if (others.length > 0) return 'several';
    if (user.subscriptionId !== null) return 'subscribed';
    const change = { plan, limit: catalogue[plan].scrapesPerMonth, subscriptionId: null };
    await savePlan(db, user.id, change, null);
    await invalidateUserCache(user.id);
    return 'set';
  };
