import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { composeModel } from '../compose-parts.ts';
import type { Config } from '../config/load.ts';
import type { Verdict } from './check-services.ts';

const Yes = z.object({ answer: z.string() });

/** The model, asked a question of a few tokens. */
export const checkModel = async ({ model }: Config): Promise<Verdict> => {
  const faults: string[] = [];
  const { openSession } = composeModel({ model, onFault: (fault) => void faults.push(fault) });
  if (model === null || openSession === null)
    return { good: true, line: '➖ No model is configured: pages are read by their structure alone' };
  const signal = new AbortController().signal;
  const heard = await openSession({ userId: randomUUID(), tokensPerMonth: null, signal }).ask({
    ...{ about: 'doctor', instructions: 'Answer with the word yes.', prompt: 'Are you there?' },
    ...{ schema: Yes, read: (answer) => Yes.safeParse(answer).data ?? null, mostOutputTokens: 1_000 },
  });
  const name = `${model.provider}, ${model.name}`;
  if (heard.told) return { good: true, line: `✅ The model answers (${name})` };
  return {
    good: false,
    line: `❌ The model (${name}): ${heard.sentence}${faults.map((one) => ` (${one})`).join('')}`,
  };
};
