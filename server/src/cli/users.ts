import { defineCommand } from 'citty';
import { composeBilling } from '../compose-parts.ts';
import { plans } from '../kernel/catalogue.ts';
import { openOrRefuse } from './open-or-refuse.ts';
import { runCommand } from './run-command.ts';
import { readSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

const refusals = {
  nobody: 'Nobody has this e-mail address.',
  several: 'Several users have this e-mail address.',
  subscribed: 'This user has a subscription: change it in Stripe, or its plan would come back.',
};

const setPlan = defineCommand({
  meta: { name: 'set-plan', description: 'Gives a user a plan without a subscription.' },
  args: {
    email: { type: 'positional', required: true, description: "The user's e-mail address" },
    plan: { type: 'positional', required: true, description: plans.join(', ') },
  },
  run: ({ args, rawArgs }) =>
    runCommand({ rawArgs, options: [] }, async (closers) => {
      const plan = plans.find((name) => name === args.plan.toUpperCase());
      if (plan === undefined) throw new UsageError(`There is no plan ${args.plan}: ${plans.join(', ')}.`);
      const billing = await openOrRefuse(() => composeBilling({ config: readSettings(), closers }));
      const outcome = await billing.setPlan(args.email, plan);
      if (outcome !== 'set') throw new UsageError(refusals[outcome]);
      process.stdout.write(`${args.email} has the plan ${plan}.\n`);
    }),
});

/** `gleaner users set-plan` */
export const usersCommand = defineCommand({
  meta: { name: 'users', description: 'What operators decide about users.' },
  subCommands: { 'set-plan': setPlan },
});
