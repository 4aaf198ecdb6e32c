import { expect } from 'vitest';
import { z } from 'zod';
import type { StandInSheets } from './google/stand-in-sheets.ts';
import type { openServer } from './open-server.ts';

type Server = Awaited<ReturnType<typeof openServer>>;
type Walk = () => Promise<void>;

const page = '<ul><li>Lamp €1</li><li>Rug €2</li></ul>';
const Session = z.object({ access_token: z.string(), refresh_token: z.string() });
const Wrappers = z.object({ wrappers: z.array(z.object({ id: z.string() })) });
const Activities = z.object({
  activities: z.array(z.object({ id: z.string(), created_at: z.string() })),
  next: z.string().nullable(),
});

/** One way through every endpoint that asks or writes something, in an order that works; by its published path. */
export const endpointWalks = (
  server: Server,
  { google, tellOfSubscription }: { readonly google: StandInSheets; readonly tellOfSubscription: Walk },
): Readonly<Record<string, Walk>> => {
  /** Calls an endpoint, as the owner unless told otherwise, expects it to succeed and returns the answer. */
  const call = async (
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    { body, token = server.key }: { body?: object; token?: string } = {},
  ): Promise<unknown> => {
    const answer = await server.http[method](path).set('authorization', `Bearer ${token}`).send(body);
    expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(300);
    return answer.body;
  };
  const person = { email: 'new@example.com', password: 'a long enough passphrase' };
  const signIn = async () =>
    Session.parse(await call('post', '/auth/v1/token?grant_type=password', { body: person }));
  const list = async (query: string) => Activities.parse(await call('get', `/api/user/activities${query}`));

  /** Where an export is that was made at once. */
  const makeExport = async (): Promise<string> => {
    const answer = await server.http
      .post('/api/exports')
      .set('authorization', `Bearer ${server.key}`)
      .send({ format: 'csv', rows: [{ a: 1 }] });
    return answer.headers.location ?? '';
  };

  return {
    '/api/scrape': async () => {
      await call('post', '/api/scrape', { body: { html: page, instruction: 'names' } });
    },
    '/api/billing/plans': async () => {
      await call('get', '/api/billing/plans');
    },
    '/api/billing/checkout': async () => {
      const there = { successUrl: 'http://localhost:4000/yes', cancelUrl: 'http://localhost:4000/no' };
      await call('post', '/api/billing/checkout', { body: { plan: 'PRO', ...there } });
    },
    '/api/billing/portal': async () => {
      await call('post', '/api/billing/portal');
    },
    '/api/billing/webhook': () => tellOfSubscription(),
    '/api/exports': async () => {
      await call('post', '/api/exports', { body: { format: 'csv', rows: [{ a: 1 }] } });
      await call('post', '/api/exports', { body: { format: 'csv', rows: [{ a: 1 }], async: true } });
    },
    '/api/exports/{id}': async () => {
      await call('get', await makeExport());
    },
    '/api/exports/{id}/file': async () => {
      await call('get', `${await makeExport()}/file`);
    },
    '/api/sheets/export': async () => {
      const token = google.oauth.issue('owner');
      const { id: spreadsheetId } = google.addBook('owner');
      for (const mode of ['append', 'replace', 'new']) {
        const answer = await server.http
          .post('/api/sheets/export')
          .set('authorization', `Bearer ${server.key}`)
          .set({ 'x-google-access-token': token, 'idempotency-key': mode })
          .send({ rows: [{ a: 1 }], spreadsheetId, mode });
        expect(answer.status, answer.text).toBe(200);
      }
    },
    '/api/google/connect': async () => {
      const answer = await server.http
        .get('/api/google/connect')
        .set('authorization', `Bearer ${server.key}`);
      expect(answer.status).toBe(501);
    },
    '/api/google/callback': async () => {
      expect((await server.http.get('/api/google/callback?state=x&code=y')).status).toBe(501);
    },
    '/api/google': async () => {
      await call('delete', '/api/google');
    },
    '/api/wrappers': async () => {
      await call('post', '/api/scrape', {
        body: {
          html: page,
          instruction: 'names',
          url: 'https://walk.example/',
          examples: [{ name: 'Lamp €1' }],
        },
      });
      // Once learned, once found.
      await call('post', '/api/scrape', {
        body: { html: page, instruction: 'names', url: 'https://walk.example/' },
      });
      expect(Wrappers.parse(await call('get', '/api/wrappers')).wrappers).toHaveLength(1);
    },
    '/api/wrappers/{id}': async () => {
      const { wrappers } = Wrappers.parse(await call('get', '/api/wrappers'));
      await call('get', `/api/wrappers/${wrappers[0]?.id}`);
      await call('delete', `/api/wrappers/${wrappers[0]?.id}`);
    },
    '/auth/v1/.well-known/jwks.json': async () => {
      await call('get', '/auth/v1/.well-known/jwks.json');
    },
    '/auth/v1/settings': async () => {
      await call('get', '/auth/v1/settings');
    },
    '/auth/v1/signup': async () => {
      await call('post', '/auth/v1/signup', { body: person });
    },
    '/auth/v1/token': async () => {
      const { refresh_token } = await signIn();
      await call('post', '/auth/v1/token?grant_type=refresh_token', { body: { refresh_token } });
    },
    '/auth/v1/user': async () => {
      const { access_token: token } = await signIn();
      await call('get', '/auth/v1/user', { token });
      await call('put', '/auth/v1/user', { token, body: { data: { name: 'New' } } });
    },
    '/auth/v1/logout': async () => {
      for (const scope of ['local', 'others', 'global'])
        await call('post', `/auth/v1/logout?scope=${scope}`, { token: (await signIn()).access_token });
    },
    '/api/user/settings': async () => {
      await call('patch', '/api/user/settings', { body: { smart_formatting: true } });
    },
    '/api/user/activities': async () => {
      const { activities, next } = await list('?limit=5');
      const middle = activities[2]?.created_at ?? '';
      for (const query of [
        'kind=scrape',
        `from=${middle}`,
        `to=${middle}`,
        `kind=scrape&from=${middle}&limit=2`,
      ])
        await list(`?${query}`);
      expect((await list(`?limit=5&cursor=${next}`)).activities).toHaveLength(5);
      await list(`?limit=5&kind=scrape&cursor=${(await list('?kind=scrape&limit=5')).next}`);
    },
    '/api/user/activities/{id}': async () => {
      const { activities } = await list('?limit=1');
      await call('get', `/api/user/activities/${activities[0]?.id}`);
    },
    '/api/user/keys': async () => {
      await call('get', '/api/user/keys');
    },
    '/api/user/keys/{id}': async () => {
      const made = z
        .object({ id: z.string() })
        .parse(await call('post', '/api/user/keys', { body: { name: 'x' } }));
      await call('delete', `/api/user/keys/${made.id}`);
    },
    '/api/user/me': async () => {
      const { access_token: token } = await signIn();
      await call('get', '/api/user/me', { token });
      await call('delete', '/api/user/me', { token, body: { confirm: person.email } });
    },
  };
};
