import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDoor } from '../../../http/door.ts';
import { fixedClock } from '../../../testing/fixed-clock.ts';
import { openStandInSheets, type StandInSheets } from '../../../testing/google/stand-in-sheets.ts';
import { openAccounts } from '../../../testing/open-accounts.ts';
import { openExports } from '../../../testing/open-exports.ts';
import { createWriting } from '../index.ts';

const clock = fixedClock('2026-11-01T00:00:00Z');
let google: StandInSheets;
let accounts: Awaited<ReturnType<typeof openAccounts>>;
let exports: ReturnType<typeof openExports<object>>;
const writing = createWriting({ heapMb: 256 });
beforeAll(async () => {
  google = await openStandInSheets();
  accounts = await openAccounts((routes, { db, door }) => {
    exports = openExports<object>(
      { db, writing },
      {
        clock,
        google: {
          client: { id: 'client', secret: 'secret' },
          serviceAccount: null,
          redirectUri: 'https://gleaner.example.com/api/google/callback',
          apiBase: google.url,
        },
        sealKeys: [randomBytes(32)],
        findUser: async () => ({}),
      },
    );
    exports.declareRoutes(routes, { door, fresh: door, stranger: openDoor });
  });
});
afterAll(async () => {
  await exports.close();
  await writing.close();
  await accounts.close();
  await google.close();
});

const as = (user: string) => ({ authorization: `Bearer ${user}` });
const begin = async (user = accounts.ann) => {
  const answer = await accounts.http.get('/api/google/connect').set(as(user));
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  return { url: String(answer.body.url), cookie, header: String(answer.headers['set-cookie']) };
};
const comeBack = (code: string, state: string, cookie: string) =>
  accounts.http.get('/api/google/callback').query({ code, state }).set('cookie', `other=1; ${cookie}`);
const connect = async (user = accounts.ann) => {
  const { url, cookie } = await begin(user);
  const { code, state } = google.oauth.agree(url, user);
  expect((await comeBack(code, state, cookie)).body).toEqual({ connected: true });
};
const write = (user = accounts.ann) =>
  accounts.http
    .post('/api/sheets/export')
    .set(as(user))
    .send({ rows: [{ a: '=1' }], title: 'Mine' });

it('sends people to Google with PKCE, a state and the narrow scope, and a cookie that only comes back here', async () => {
  const { url, header } = await begin();
  const asked = new URL(url).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    client_id: 'client',
    redirect_uri: 'https://gleaner.example.com/api/google/callback',
    scope: 'https://www.googleapis.com/auth/drive.file',
    code_challenge_method: 'S256',
    access_type: 'offline',
  });
  expect([asked.get('state')?.length, asked.get('code_challenge')?.length]).toEqual([43, 43]);
  expect(header).toMatch(
    /^gleaner_google=[\w-]{43}; Path=\/api\/google; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
  );
});

it('writes with the connected account, until it is disconnected, and Google is told', async () => {
  await connect();
  const { body } = await write();
  expect(body).toMatchObject({ range: "'Rows'!A2:A2", rows_written: 1, usage: { charged: 0 } });
  expect(google.book(body.spreadsheet_id)).toMatchObject({ madeBy: accounts.ann, title: 'Mine' });
  await accounts.http.delete('/api/google').set(as(accounts.ann)).expect(204);
  expect(google.oauth.countRefreshTokens()).toBe(0);
  const refused = await write();
  expect([refused.status, refused.body.code]).toEqual([409, 'google_not_connected']);
});

it('takes an answer once, in time, from the browser that was sent', async () => {
  const { url, cookie } = await begin();
  const { code, state } = google.oauth.agree(url, accounts.ann);
  const other = await begin(accounts.ben);
  for (const answer of [
    await comeBack(code, state, other.cookie),
    await comeBack(code, state, ''),
    await comeBack(code, 'invented', cookie),
  ])
    expect([answer.status, answer.body.code]).toEqual([400, 'malformed_request']);
  await comeBack(code, state, cookie).expect(200);
  await comeBack(code, state, cookie).expect(400);
  // Nor with a code that Google would take.
  await comeBack(google.oauth.agree(url, accounts.ann).code, state, cookie).expect(400);
  const late = await begin();
  const agreed = google.oauth.agree(late.url, accounts.ann);
  clock.advance(600_000);
  await comeBack(agreed.code, agreed.state, late.cookie).expect(400);
});

it('takes nothing less than the leave it asked for', async () => {
  const { url, cookie } = await begin(accounts.ben);
  const { code, state } = google.oauth.agree(url, accounts.ben, ['openid']);
  await comeBack(code, state, cookie).expect(400);
  expect((await write(accounts.ben)).body.code).toBe('google_not_connected');
  const refused = await accounts.http.get('/api/google/callback?error=access_denied&state=x');
  expect(refused.status).toBe(400);
});

it('says when Google ended the grant, at once and from then on', async () => {
  await connect(accounts.ben);
  google.oauth.revokeAll(accounts.ben);
  for (let n = 0; n < 2; n += 1) expect((await write(accounts.ben)).body.code).toBe('google_grant_revoked');
  await connect(accounts.ben);
  expect((await write(accounts.ben)).status).toBe(200);
});

it('prefers a token that is sent along', async () => {
  const token = google.oauth.issue('somebody');
  const { body } = await write().set('x-google-access-token', token);
  expect(google.book(body.spreadsheet_id).madeBy).toBe('somebody');
});

it('keeps the grant sealed, and forgets a user', async () => {
  await connect();
  const sealed = async () => {
    const { rows } = await sql<{
      refresh_token: Uint8Array;
    }>`select refresh_token from public.google_connections
      where user_id = ${accounts.ann}`.execute(accounts.db);
    return Buffer.from(rows[0]?.refresh_token ?? []);
  };
  const before = await sealed();
  expect(before.toString('latin1')).not.toContain('1//');
  await exports.forgetUser(accounts.ann);
  expect((await sealed()).length).toBe(0);
});
