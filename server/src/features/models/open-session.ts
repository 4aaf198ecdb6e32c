import type { Clock } from '../../kernel/clock.ts';
import { askOnce, type Called, type Form } from './ask-once.ts';
import type { Breaker } from './breaker.ts';
import { describeNoAnswer } from './describe-no-answer.ts';
import type {
  ModelCall,
  ModelLimits,
  ModelSettings,
  NoAnswer,
  OpenSession,
  Question,
  Told,
} from './model.ts';
import type { Provider } from './open-provider.ts';
import { createPurse, type Purse } from './purse.ts';
import type { TokenBudget } from './token-budget.ts';

/** What sessions are made of. */
export type SessionNeeds = {
  readonly provider: () => Promise<Provider>;
  readonly settings: Pick<ModelSettings, 'prices' | 'timeoutMs'>;
  readonly breaker: Breaker;
  readonly budget: Pick<TokenBudget, 'take' | 'correct'>;
  readonly clock: Pick<Clock, 'elapsedMs'>;
  readonly limits: ModelLimits;
  readonly observe: (call: ModelCall) => void;
  /** How answers are asked for, as far as the provider is known to take it. */
  readonly forms: { readonly list: () => readonly Form[]; readonly refused: (form: Form) => void };
};

type Session = { readonly purse: Purse; readonly endsMs: number; readonly signal: AbortSignal };

/** Makes {@link OpenSession}. */
export const openSession =
  (needs: SessionNeeds): OpenSession =>
  (asker) => {
    const { settings, clock, limits, budget, breaker } = needs;
    const { tokensPerRequest } = limits;
    const purse = createPurse({ budget, asker, tokensPerRequest, prices: settings.prices });
    const endsMs = clock.elapsedMs() + limits.timeouts * settings.timeoutMs;
    const tryForms = tryEachForm(needs, { purse, endsMs, signal: asker.signal });
    return {
      ask: async (question) => {
        const told = breaker.admits() ? await tryForms(question) : ({ told: false, why: 'resting' } as const);
        tellBreaker(breaker, told);
        return told.told ? told : { told: false, why: told.why, sentence: describeNoAnswer(told.why) };
      },
      used: purse.used,
    };
  };

/** Asks in the first form, and in the next one when that was not taken. */
const tryEachForm = (needs: SessionNeeds, session: Session) => {
  const call = callOnce(needs, session);
  return async <T>(question: Question<T>): Promise<Told<T>> => {
    let last: Called<T> = nothing('failed');
    let refused: Form | null = null;
    for (const form of needs.forms.list()) {
      const fromMs = needs.clock.elapsedMs();
      last = await call(question, form);
      needs.observe({
        ...{ about: question.about, ms: needs.clock.elapsedMs() - fromMs, fault: last.fault },
        outcome: last.told ? 'answered' : last.why,
        inputTokens: last.tokens?.input ?? 0,
        outputTokens: last.tokens?.output ?? 0,
      });
      if (last.told && refused !== null) needs.forms.refused(refused);
      if (last.told || !last.mayReword) break;
      if (last.why === 'failed') refused = form;
    }
    return last;
  };
};

/** One call within what is left of time and tokens. */
const callOnce =
  ({ provider, settings, clock }: SessionNeeds, { purse, endsMs, signal: asker }: Session) =>
  async <T>(question: Question<T>, form: Form): Promise<Called<T>> => {
    const leftMs = Math.min(settings.timeoutMs, endsMs - clock.elapsedMs());
    if (asker.aborted) return nothing('left');
    if (leftMs < 1) return nothing('late');
    const input = inputTokensOf(question);
    const taken = await purse.take(input + question.mostOutputTokens);
    if (typeof taken === 'string') return nothing(taken);
    const signal = AbortSignal.any([asker, AbortSignal.timeout(Math.ceil(leftMs))]);
    const called = await askOnce(await provider(), question, { form, signal });
    // Who broke off may have been charged for the question all the same.
    await purse.settle(taken, called.tokens, signal.aborted ? input : 0);
    return !called.told && asker.aborted ? { ...called, why: 'left', mayReword: false } : called;
  };

const nothing = (why: NoAnswer): Extract<Called<never>, { readonly told: false }> => ({
  ...{ told: false, why, tokens: null, mayReword: false, fault: null },
});

const textEncoder = new TextEncoder();
const bytesPerToken = 3;
const tokensAround = 200;

/** Rather too many than too few: a token is at least three bytes of most texts, and the schema is sent along. */
const inputTokensOf = ({ instructions, prompt }: Question<unknown>): number =>
  Math.ceil(textEncoder.encode(instructions + prompt).length / bytesPerToken) + tokensAround;

/** Only the provider's own silence counts against it. */
const tellBreaker = (breaker: Breaker, told: Told<unknown>): void => {
  if (told.told || told.why === 'unreadable') breaker.succeeded();
  else if (told.why === 'failed' || told.why === 'late') breaker.failed();
  else if (told.why !== 'resting') breaker.unknown();
};
