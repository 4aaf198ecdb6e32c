import { z } from 'zod';
import type { Door } from '../../../http/door.ts';
import { noContent } from '../../../http/reply.ts';
import type { Routes } from '../../../http/route.ts';
import { AppError } from '../../../kernel/app-error.ts';
import {
  attemptSeconds,
  type beginConnecting,
  type disconnectGoogle,
  type finishConnecting,
} from './connect-google.ts';

const cookieName = 'gleaner_google';

/** What the routes ask for. */
export type GoogleNeeds = {
  /** For what gives access away or ends it: asks the database about the session every time. */
  readonly fresh: Door<{ readonly userId: string }>;
  /** For whoever comes without a key; counts by address. */
  readonly stranger: Door<object>;
  /** Whether browsers reach this server encrypted: then the cookie goes no other way. */
  readonly isSecure: boolean;
  readonly beginConnecting: ReturnType<typeof beginConnecting>;
  readonly finishConnecting: ReturnType<typeof finishConnecting>;
  readonly disconnectGoogle: ReturnType<typeof disconnectGoogle>;
};

const cookieOf = (header = ''): string =>
  header
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === cookieName)?.[1] ?? '';

/** Declares `GET /api/google/connect`, `GET /api/google/callback` and `DELETE /api/google`. */
export const declareGoogle = (routes: Routes, needs: GoogleNeeds): void => {
  const { fresh, stranger, isSecure, beginConnecting, finishConnecting, disconnectGoogle } = needs;
  const secure = isSecure ? '; Secure' : '';

  routes.get(
    '/api/google/connect',
    {
      ...{ door: fresh, summary: 'Connect your Google account', refusals: [501] },
      reply: z.object({
        url: z.url().describe('Open it in the browser that asked: it leads to Google and back'),
      }),
    },
    async ({ userId }) => {
      const { url, browser } = await beginConnecting(userId);
      const cookie = `${cookieName}=${browser}; Path=/api/google; Max-Age=${attemptSeconds}; HttpOnly; SameSite=Lax${secure}`;
      return { status: 200, value: { url }, headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } };
    },
  );

  routes.get(
    '/api/google/callback',
    {
      // Whoever comes back from Google brings no key; the state and the cookie tell who was sent there.
      ...{ door: stranger, summary: 'Where Google sends people back to', refusals: [400, 501] },
      query: z.object({
        state: z.string().max(200).default(''),
        code: z.string().max(2_000).default(''),
        error: z.string().max(200).exactOptional(),
      }),
      headers: z.object({ cookie: z.string().max(8_000).optional() }),
      reply: z.object({ connected: z.literal(true) }),
    },
    async ({ query, headers }) => {
      if (query.error !== undefined) {
        throw new AppError('malformed_request', 'Google was not given leave. Connect Google again.');
      }
      const browser = cookieOf(headers.cookie);
      await finishConnecting({ state: query.state, code: query.code, browser });
      const gone = `${cookieName}=; Path=/api/google; Max-Age=0; HttpOnly; SameSite=Lax${secure}`;
      return { status: 200, value: { connected: true }, headers: { 'set-cookie': gone } };
    },
  );

  routes.delete(
    '/api/google',
    { door: fresh, summary: 'Disconnect your Google account', reply: null },
    async ({ userId }) => {
      await disconnectGoogle(userId);
      return noContent();
    },
  );
};
