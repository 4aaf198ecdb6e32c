import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../../kernel/app-error.ts';
import type { Credential } from '../google/find-credential.ts';
import type { OutgoingLimiter } from './outgoing-limiter.ts';
import { isTooMany, refusalOf } from './sheets-refusal.ts';

const callLimitMs = 20_000;
const mostAttempts = 5;
const firstPauseMs = 500;
/** How long one call may wait for its turn, and for Google to be less busy. */
const longestPauseMs = 70_000;

/** A call of the Sheets API, version 4. `isRepeatable`: doing it twice is as good as once. */
type Call = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: Uint8Array<ArrayBuffer> | string;
  readonly isRepeatable: boolean;
  /** Before each attempt: throws when the call should not be made any more. */
  readonly before?: () => Promise<void>;
};

type Needs = {
  /** `https://sheets.googleapis.com`, or what stands in for it. */
  readonly base: string;
  readonly limiter: OutgoingLimiter;
  readonly chance: () => number;
};

type Outcome =
  | {
      readonly state: 'answered';
      readonly status: number;
      readonly body: unknown;
      readonly retryAfterMs: number | null;
    }
  /** No answer: whether it was done is not known. */
  | { readonly state: 'lost' };

/** `Retry-After` in either form (RFC 9110, 10.2.3). */
const readRetryAfter = (text: string | null): number | null => {
  if (text === null) return null;
  const ms = /^\d+$/.test(text)
    ? Number(text) * 1000
    : Date.parse(text) - Date.parse(new Date().toUTCString());
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
};

const busy = (pauseMs: number): AppError =>
  new AppError(
    'google_busy',
    'Google takes no more for now: send the same request again later, it goes on where it stopped.',
    { retryAfterSeconds: Math.max(1, Math.ceil(pauseMs / 1000)) },
  );

const unavailable = (): AppError =>
  new AppError(
    'google_unavailable',
    'Google does not answer: send the same request again, it goes on where it stopped.',
    { retryAfterSeconds: 10 },
  );

const parseBody = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy on the way answers in HTML: the status says enough.
    return null;
  }
};

/** Calls Google's Sheets API within what it allows, and again when that is safe. */
export const createSheetsApi = ({ base, limiter, chance }: Needs) => {
  const waitForTurn = async (call: Call, userId: string): Promise<void> => {
    let waitedMs = 0;
    for (;;) {
      const pauseMs = await limiter.take(call.method === 'GET' ? 'read' : 'write', userId);
      if (pauseMs === 0) return;
      if (waitedMs + pauseMs > longestPauseMs) throw busy(pauseMs);
      // Who waits for the same moment does not come at the same one.
      const waitMs = pauseMs + chance() * 200;
      await wait(waitMs);
      waitedMs += waitMs;
    }
  };

  const send = async ({ method, path, body }: Call, accessToken: string): Promise<Outcome> => {
    try {
      const answer = await fetch(`${base}${path}`, {
        method,
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(callLimitMs),
        ...(body === undefined ? {} : { body }),
      });
      const retryAfterMs = readRetryAfter(answer.headers.get('retry-after'));
      return { state: 'answered', status: answer.status, body: parseBody(await answer.text()), retryAfterMs };
    } catch {
      // The connection, or the time: fetch throws for nothing else here.
      return { state: 'lost' };
    }
  };

  /** How long to wait before the next attempt; null: there is none. */
  const pauseAfter = (outcome: Outcome, call: Call, attempt: number): number | null => {
    const pauseMs = firstPauseMs * 2 ** attempt * (0.5 + chance() / 2);
    if (outcome.state === 'lost') return call.isRepeatable ? pauseMs : null;
    // What is refused for being too many was not done.
    if (isTooMany(outcome)) return outcome.retryAfterMs ?? Math.max(pauseMs, 1_000);
    return outcome.status >= 500 && call.isRepeatable ? (outcome.retryAfterMs ?? pauseMs) : null;
  };

  const call = async (wanted: Call, as: { userId: string; credential: Credential }): Promise<unknown> => {
    for (let attempt = 0; ; attempt += 1) {
      await waitForTurn(wanted, as.userId);
      await wanted.before?.();
      const outcome = await send(wanted, as.credential.accessToken);
      if (outcome.state === 'answered' && outcome.status < 300) return outcome.body;
      const pauseMs = pauseAfter(outcome, wanted, attempt);
      if (pauseMs === null)
        throw outcome.state === 'lost' ? unavailable() : refusalOf(outcome, as.credential.kind);
      if (attempt + 1 >= mostAttempts || pauseMs > longestPauseMs) {
        throw outcome.state === 'answered' && isTooMany(outcome) ? busy(pauseMs) : unavailable();
      }
      await wait(pauseMs);
    }
  };
  return { call };
};

/** Calls the Sheets API. */
export type SheetsApi = ReturnType<typeof createSheetsApi>;
