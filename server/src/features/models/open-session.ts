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
import type { TokenBudget } from './token-budget.ts';

/** What sessions are made of. */
export type SessionNeeds = {
  readonly provider: () => Promise<Provider>;
  readonly prices: ModelSettings['prices'];
  readonly breaker: Breaker;
  readonly budget: Pick<TokenBudget, 'take' | 'correct'>;
  readonly clock: Pick<Clock, 'elapsedMs'>;
  readonly limits: ModelLimits;
  readonly observe: (call: ModelCall) => void;
  /** How answers are asked for, as far as the provider is known to take it. */
  readonly forms: { readonly list: () => readonly Form[]; readonly refused: (form: Form) => void };
};

const textEncoder = new TextEncoder();
const bytesPerToken = 3;
const tokensAround = 200;

/** Rather too many than too few: a token is at least three bytes of most texts, and the schema is sent along. */
const inputTokensOf = ({ instructions, prompt }: Question<unknown>): number =>
  Math.ceil(textEncoder.encode(instructions + prompt).length / bytesPerToken) + tokensAround;

const millionth = 1e-6;

/** Makes {@link OpenSession}. */
export const openSession =
  (needs: SessionNeeds): OpenSession =>
  (asker) => {
    const { prices, clock, limits } = needs;
    const endsMs = clock.elapsedMs() + limits.requestMs;
    const spent = { calls: 0, input: 0, output: 0, taken: 0 };

    const call = async <T>(question: Question<T>, form: Form): Promise<Called<T>> => {
      const nothing = (why: NoAnswer): Called<T> => ({ told: false, why, tokens: null, mayReword: false });
      const expected = inputTokensOf(question) + question.mostOutputTokens;
      if (clock.elapsedMs() >= endsMs) return nothing('late');
      if (spent.taken + expected > limits.tokensPerRequest) return nothing('request_spent');
      const taken = await needs.budget.take({
        userId: asker.userId,
        tokens: expected,
        most: asker.tokensPerMonth,
      });
      if (taken === null) return nothing('month_spent');
      const leftMs = Math.max(1, Math.min(limits.callMs, endsMs - clock.elapsedMs()));
      const signal = AbortSignal.any([asker.signal, AbortSignal.timeout(Math.ceil(leftMs))]);
      const called = await askOnce(await needs.provider(), question, { form, signal });
      const used =
        called.tokens ??
        (called.told || called.why === 'late'
          ? { input: inputTokensOf(question), output: 0 }
          : { input: 0, output: 0 });
      spent.calls += 1;
      spent.input += called.tokens?.input ?? 0;
      spent.output += called.tokens?.output ?? 0;
      spent.taken += used.input + used.output;
      await needs.budget.correct(taken, used.input + used.output - expected);
      return !called.told && asker.signal.aborted ? { ...called, why: 'left', mayReword: false } : called;
    };

    const tryForms = async <T>(question: Question<T>): Promise<Told<T>> => {
      let last: Called<T> = { told: false, why: 'failed', tokens: null, mayReword: false };
      let refused: Form | null = null;
      for (const form of needs.forms.list()) {
        const fromMs = clock.elapsedMs();
        last = await call(question, form);
        observe(question, last, clock.elapsedMs() - fromMs);
        if (last.told && refused !== null) needs.forms.refused(refused);
        if (last.told || !last.mayReword) break;
        if (last.why === 'failed') refused = form;
      }
      return last;
    };

    const observe = <T>({ about }: Question<T>, called: Called<T>, ms: number): void =>
      needs.observe({
        ...{ about, ms, outcome: called.told ? 'answered' : called.why },
        inputTokens: called.tokens?.input ?? 0,
        outputTokens: called.tokens?.output ?? 0,
      });

    return {
      ask: async (question) => {
        const told = needs.breaker.admits()
          ? await tryForms(question)
          : ({ told: false, why: 'resting' } as const);
        tellBreaker(needs.breaker, told);
        return told.told ? told : { ...told, sentence: describeNoAnswer(told.why) };
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

/** Only the provider's own silence counts against it. */
const tellBreaker = (breaker: Breaker, told: Told<unknown>): void => {
  if (told.told || told.why === 'unreadable') breaker.succeeded();
  else if (told.why === 'failed' || told.why === 'late') breaker.failed();
  else if (told.why !== 'resting') breaker.unknown();
};
