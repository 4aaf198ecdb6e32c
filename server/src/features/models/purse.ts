import type { Tokens } from './ask-once.ts';
import type { ModelSettings, ModelUse, NoAnswer, OpenSession } from './model.ts';
import type { TakenFrom, TokenBudget } from './token-budget.ts';

/** Tokens that were taken for one call. */
export type Taken = { readonly from: TakenFrom; readonly tokens: number };

/** What the questions of one request take: no more than it may, nor than the user has left of the month. */
export type Purse = {
  readonly take: (tokens: number) => Promise<Taken | Extract<NoAnswer, 'request_spent' | 'month_spent'>>;
  /**
   * Puts right what a call took.
   * @param told what the provider said; null when it said nothing.
   * @param guessed what counts then.
   */
  readonly settle: (taken: Taken, told: Tokens | null, guessed: number) => Promise<void>;
  readonly used: () => ModelUse;
};

type Needs = {
  readonly budget: Pick<TokenBudget, 'take' | 'correct'>;
  readonly asker: Pick<Parameters<OpenSession>[0], 'userId' | 'tokensPerMonth'>;
  readonly tokensPerRequest: number;
  readonly prices: ModelSettings['prices'];
};

const millionth = 1e-6;

/** An empty purse. */
export const createPurse = ({ budget, asker, tokensPerRequest, prices }: Needs): Purse => {
  const spent = { calls: 0, input: 0, output: 0, all: 0 };
  return {
    take: async (tokens) => {
      if (spent.all + tokens > tokensPerRequest) return 'request_spent';
      const from = await budget.take({ userId: asker.userId, tokens, most: asker.tokensPerMonth });
      return from === null ? 'month_spent' : { from, tokens };
    },
    settle: async ({ from, tokens }, told, guessed) => {
      const used = told === null ? guessed : told.input + told.output;
      spent.calls += 1;
      spent.input += told?.input ?? 0;
      spent.output += told?.output ?? 0;
      spent.all += used;
      await budget.correct(from, used - tokens);
    },
    used: () => ({
      calls: spent.calls,
      inputTokens: spent.input,
      outputTokens: spent.output,
      costUsd:
        prices === null ? null : (spent.input * prices.input + spent.output * prices.output) * millionth,
    }),
  };
};
