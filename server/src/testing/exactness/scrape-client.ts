import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

const page = {
  instruction: 'every lamp with its name and price',
  html: '<ul><li><a href=/l/1>Arc</a> <b>€10.05</b></li><li><a href=/l/2>Beam</a> <b>€24.00</b></li><li><a href=/l/3>Cone</a> <b>€7.50</b></li></ul>',
};
const retryMs = 100;
// The key of an instance that died is free again after half a minute, and the next instance may die as well. A client that
// is still refused after that many times has found a fault.
const mostTries = 3_000;

const Signup = z.object({ access_token: z.string(), user: z.object({ id: z.uuid() }) });
const Answer = z.object({ rows: z.array(z.unknown()).optional(), code: z.string().optional() });

/** Somebody who signed up, with the token of the session. */
export type Caller = { readonly userId: string; readonly token: string };

/** What one scrape came to in the end; `status` 0: nobody answered within all tries. */
export type ScrapeOutcome = {
  readonly status: number;
  readonly rows: number;
  readonly code: string | null;
  /** Answers of 503 and connections that broke, after each of which it asked again. */
  readonly retries: number;
};

/** Signs somebody up at a server that signs people in by itself. */
export const signUp = async (url: string): Promise<Caller> => {
  const answer = await fetch(`${url}/auth/v1/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${randomUUID()}@example.org`, password: randomUUID() }),
  });
  const { access_token: token, user } = Signup.parse(await answer.json());
  return { userId: user.id, token };
};

type Scrape = {
  readonly token: string;
  /** The instance to ask in the n-th try. */
  readonly urlOf: (tries: number) => string;
  readonly idempotencyKey?: string;
};

const askOnce = async (
  url: string,
  { token, idempotencyKey }: Scrape,
): Promise<Omit<ScrapeOutcome, 'retries'>> => {
  try {
    const answer = await fetch(`${url}/api/scrape`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: JSON.stringify(page),
    });
    const { rows, code } = Answer.parse(await answer.json());
    return { status: answer.status, rows: rows?.length ?? 0, code: code ?? null };
  } catch (error) {
    // The instance died before it answered, or in the middle: the client cannot know what became of the request.
    if (error instanceof TypeError || error instanceof SyntaxError) return { status: 0, rows: 0, code: null };
    throw error;
  }
};

/** Scrapes a page of three rows as a patient client does: it asks again after 409, 503 and a connection that broke. */
export const scrape = async (wanted: Scrape): Promise<ScrapeOutcome> => {
  for (let retries = 0; ; retries += 1) {
    const outcome = await askOnce(wanted.urlOf(retries), wanted);
    const isSettled = ![0, 409, 503].includes(outcome.status);
    if (isSettled || retries === mostTries) return { ...outcome, retries };
    await wait(retryMs);
  }
};
