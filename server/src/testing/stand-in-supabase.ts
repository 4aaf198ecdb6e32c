/**
 * A stand-in for a Supabase project's Auth, as much of it as we call: the published keys, who a token is of, and an
 * administrator's deletion. It counts its calls and answers as late as it is told to.
 */

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose';

type Key = { readonly kid: string; readonly privateKey: CryptoKey; readonly publicJwk: JWK };
type Call = 'keys' | 'user' | 'delete';
type Sending = { readonly status: number; readonly value: unknown };

/** What a token of the project says; whatever is given replaces what would be right. */
type Claims = Readonly<Record<string, unknown>>;

const makeKey = async (): Promise<Key> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = randomUUID();
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
};

const secret = new TextEncoder().encode('a shared secret of at least thirty-two characters');

/** Starts the stand-in on a port of its own. */
export const openStandInSupabase = async ({ now = () => new Date() }: { now?: () => Date } = {}) => {
  let keys: readonly Key[] = [await makeKey()];
  let delayMs = 0;
  let broken = false;
  const calls: Record<Call, number> = { keys: 0, user: 0, delete: 0 };
  const gone = new Set<string>();

  const newestKey = (): Key => {
    const [key] = keys;
    if (!key) throw new Error('The stand-in has no key.');
    return key;
  };

  const rightClaims = (userId: string): Claims => {
    const seconds = Math.floor(now().getTime() / 1000);
    return {
      iss: `${address()}/auth/v1`,
      aud: 'authenticated',
      role: 'authenticated',
      sub: userId,
      session_id: randomUUID(),
      iat: seconds,
      exp: seconds + 3600,
    };
  };

  const sign = (claims: Claims): Promise<string> => {
    const { kid, privateKey } = newestKey();
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' }).sign(privateKey);
  };

  const userOf = async (authorization = ''): Promise<Sending> => {
    const refusal = { status: 403, value: { code: 403, error_code: 'bad_jwt', msg: 'invalid JWT' } };
    const token = authorization.replace(/^Bearer /, '');
    const own = newestKey();
    const checked = await jwtVerify(token, ({ alg }) => (alg === 'HS256' ? secret : own.publicJwk), {
      currentDate: now(),
    }).catch(() => null);
    if (!checked?.payload.sub || gone.has(checked.payload.sub)) return refusal;
    return { status: 200, value: { id: checked.payload.sub, aud: 'authenticated' } };
  };

  const count = (call: Call): void => {
    calls[call] += 1;
  };

  const answer = async (req: IncomingMessage): Promise<Sending> => {
    const { method, url = '', headers } = req;
    if (url === '/auth/v1/.well-known/jwks.json') {
      count('keys');
      return { status: 200, value: { keys: keys.map(({ publicJwk }) => publicJwk) } };
    }
    if (url === '/auth/v1/user') {
      count('user');
      return userOf(headers.authorization);
    }
    if (url.startsWith('/auth/v1/admin/users/')) {
      const id = url.slice(url.lastIndexOf('/') + 1);
      if (gone.has(id)) return { status: 404, value: { code: 404, error_code: 'user_not_found' } };
      // The client looks at the user before it removes it.
      if (method === 'GET') return { status: 200, value: { id, aud: 'authenticated' } };
      count('delete');
      gone.add(id);
      return { status: 200, value: {} };
    }
    return { status: 404, value: { code: 404, msg: 'not found' } };
  };

  const send = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { status, value } = await answer(req);
    await wait(delayMs);
    res.writeHead(broken ? 503 : status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(broken ? {} : value));
  };

  const server = createServer((req, res) => void send(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = (): string => {
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('The stand-in does not listen.');
    return `http://127.0.0.1:${bound.port}`;
  };

  return {
    url: address(),
    calls,
    secret,
    setDelayMs: (ms: number): void => {
      delayMs = ms;
    },
    /** From now on every answer is 503, or no more. */
    setBroken: (isBroken: boolean): void => {
      broken = isBroken;
    },
    /** A new key signs; the old one is published no longer unless told so. */
    rotateKey: async ({ keepOld = false } = {}): Promise<void> => {
      keys = [await makeKey(), ...(keepOld ? keys : [])];
    },
    newestKey,
    rightClaims,
    sign,
    /** A good token of the user, but for the claims given. */
    tokenOf: (userId: string, claims: Claims = {}): Promise<string> =>
      sign({ ...rightClaims(userId), ...claims }),
    /** The same from a project that still signs with its shared secret. */
    legacyTokenOf: (userId: string, claims: Claims = {}): Promise<string> =>
      new SignJWT({ ...rightClaims(userId), ...claims })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .sign(secret),
    endUser: (userId: string): void => {
      gone.add(userId);
    },
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
