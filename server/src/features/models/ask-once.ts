import { z } from 'zod';
import type { NoAnswer, Question, Told } from './model.ts';
import type { Provider } from './open-provider.ts';
import { readJsonIn } from './read-json.ts';

/** How an answer of a shape is asked for: by the provider's own means, or as JSON in words. */
export type Form = 'structured' | 'words';

export type Tokens = { readonly input: number; readonly output: number };

/** What one call brought. `tokens` is null when the provider did not tell. */
export type Called<T> = Told<T> & {
  readonly tokens: Tokens | null;
  /** It did not take the form: another one may be tried. */
  readonly mayReword: boolean;
  /** What went wrong, in a word or two for the log; never what was said. */
  readonly fault: string | null;
};

/** The provider knows neither the schema nor the way it is sent. */
const refusals = [400, 404, 405, 415, 422, 501];

/** Asks once. A refusal, a fault and an answer that cannot be read are values; whoever asks decides. */
export const askOnce = async <T>(
  provider: Provider,
  question: Question<T>,
  { form, signal }: { readonly form: Form; readonly signal: AbortSignal },
): Promise<Called<T>> => {
  const { generateText, Output, model } = provider;
  const { instructions, prompt, schema, mostOutputTokens } = question;
  const settings = { model, maxOutputTokens: mostOutputTokens, maxRetries: 0, abortSignal: signal };
  try {
    const { text, usage } =
      form === 'structured'
        ? await generateText({ ...settings, instructions, prompt, output: Output.object({ schema }) })
        : await generateText({ ...settings, instructions: worded(instructions, schema), prompt });
    return { ...read(text, question), tokens: tokensOf(usage), mayReword: true, fault: null };
  } catch (error) {
    return explain(provider, question, { error, signal });
  }
};

const worded = (instructions: string, schema: z.ZodType): string =>
  `${instructions}\n\nAnswer with one JSON object and nothing else. Its JSON Schema:\n${JSON.stringify(z.toJSONSchema(schema))}`;

const read = <T>(text: string, question: Question<T>): Told<T> => {
  const value = question.read(readJsonIn(text));
  return value === null ? { told: false, why: 'unreadable' } : { told: true, value };
};

type Usage = { readonly inputTokens: number | undefined; readonly outputTokens: number | undefined };

const tokensOf = (usage: Usage | undefined): Tokens | null =>
  usage?.inputTokens === undefined && usage?.outputTokens === undefined
    ? null
    : { input: usage.inputTokens ?? 0, output: usage.outputTokens ?? 0 };

type Fault = { readonly error: unknown; readonly signal: AbortSignal };

const explain = <T>(
  { NoObjectGeneratedError, APICallError }: Provider,
  question: Question<T>,
  { error, signal }: Fault,
): Called<T> => {
  const nothing = (why: NoAnswer, fault: string, mayReword = false): Called<T> => ({
    ...{ told: false, why, tokens: null, mayReword, fault },
  });
  if (signal.aborted) return nothing('late', 'aborted');
  // What was said may hold the answer, with words around it.
  if (NoObjectGeneratedError.isInstance(error))
    return {
      ...read(error.text ?? '', question),
      tokens: tokensOf(error.usage),
      mayReword: true,
      fault: error.name,
    };
  if (!APICallError.isInstance(error))
    return nothing('failed', error instanceof Error ? error.name : 'unknown');
  const { statusCode: status } = error;
  return nothing(
    'failed',
    `${error.name} ${status ?? ''}`.trim(),
    status !== undefined && refusals.includes(status),
  );
};
