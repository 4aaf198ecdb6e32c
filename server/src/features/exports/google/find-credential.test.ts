import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { fixedClock } from '../../../testing/fixed-clock.ts';
import { openStandInSheets } from '../../../testing/google/stand-in-sheets.ts';
import { findCredential } from './find-credential.ts';
import { createGoogleAuth } from './google-auth.ts';
import { createSeal } from './seal.ts';

const [old, young] = [randomBytes(32), randomBytes(32)];
const clock = fixedClock('2026-11-01T00:00:00Z');
const redirectUri = 'http://localhost/cb';
const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

it('seals anew what an old key sealed, when it is used', async () => {
  const google = await openStandInSheets();
  const client = { id: 'client', secret: 'secret' };
  const auth = createGoogleAuth({ client, serviceAccount: null, redirectUri, apiBase: google.url });
  const agreed = google.oauth.agree(
    await auth.connectUrl({ state: 's', codeChallenge: challengeOf('v') }),
    'ann',
  );
  const grant = await auth.redeemCode({ code: agreed.code, codeVerifier: 'v' });
  const user = randomUUID();
  let kept: Uint8Array = createSeal([old]).seal(grant?.refreshToken ?? '', user);
  const store = {
    find: async () => ({ refreshToken: kept, isRevoked: false }),
    reseal: async (_user: string, _from: Uint8Array, to: Uint8Array) => {
      kept = to;
    },
    markRevoked: async () => {},
  };
  const find = findCredential({ auth, store, seal: createSeal([young, old]), clock });
  expect(await find(user, null)).toMatchObject({ kind: 'connection' });
  expect(createSeal([young]).open(kept, user)?.secret).toBe(grant?.refreshToken);
  // Without any key that opens it, the account has to be connected again.
  const lost = findCredential({ auth, store, seal: createSeal([randomBytes(32)]), clock });
  await expect(lost(user, null)).rejects.toMatchObject({ code: 'google_grant_revoked' });
  await google.close();
});

it('writes as the service account for who has connected none, with the scope that it needs', async () => {
  const google = await openStandInSheets();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const serviceAccount = { email: 'robot@example.com', privateKey };
  const auth = createGoogleAuth({ client: null, serviceAccount, redirectUri, apiBase: google.url });
  const store = { find: async () => null, reseal: async () => {}, markRevoked: async () => {} };
  const { kind, accessToken } = await findCredential({ auth, store, seal: null, clock })(randomUUID(), null);
  expect(kind).toBe('service account');
  expect(google.oauth.grantOf(`Bearer ${accessToken}`)).toEqual({
    account: 'robot@example.com',
    scopes: ['https://www.googleapis.com/auth/spreadsheets'],
  });
  await google.close();
});
