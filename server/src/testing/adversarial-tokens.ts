import { createHmac, randomUUID } from 'node:crypto';
import { exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';

/** Whom the forger imitates: the claims of a token that would be let in, and the published key it is checked with. */
export type Forged = {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly publicJwk: JWK;
  /** Signs with the real key: for tokens that are genuine but not for here or not for now. */
  readonly sign: (claims: Readonly<Record<string, unknown>>) => Promise<string>;
};

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const unsigned = (header: object, claims: object): string => `${encode(header)}.${encode(claims)}.`;

/** The oldest trick: the public key, which everybody has, taken for the secret of HS256. */
const signedWithPublicKey = (header: object, claims: object, publicKey: string): string => {
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${createHmac('sha256', publicKey).update(content).digest('base64url')}`;
};

const without = (claims: Readonly<Record<string, unknown>>, name: string) =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));

const swapSignature = (token: string, other: string): string =>
  `${token.split('.').slice(0, 2).join('.')}.${other.split('.')[2] ?? ''}`;

/** Tokens that nobody may be let in with, by what is wrong with them (RFC 8725 names most of these attacks). */
export const adversarialTokens = async ({
  claims,
  publicJwk,
  sign,
}: Forged): Promise<Readonly<Record<string, string>>> => {
  const { kid } = publicJwk;
  const publicKey = await importJWK(publicJwk, 'ES256', { extractable: true });
  if (publicKey instanceof Uint8Array) throw new Error('A public key is no secret.');
  const pem = await exportSPKI(publicKey);
  const stranger = await generateKeyPair('ES256');
  const byStranger = (header: object) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', ...header }).sign(stranger.privateKey);
  const hour = 3600;
  const seconds = Number(claims.iat);
  const good = await sign(claims);
  return {
    'no signature, alg none': unsigned({ alg: 'none', kid }, claims),
    'no signature, alg None': unsigned({ alg: 'None', kid }, claims),
    'no signature, alg ES256': unsigned({ alg: 'ES256', kid }, claims),
    'no signature, alg HS256': unsigned({ alg: 'HS256', kid }, claims),
    'HS256 with the public key as PEM': signedWithPublicKey({ alg: 'HS256', kid }, claims, pem),
    'HS256 with the public key as JWK': signedWithPublicKey(
      { alg: 'HS256', kid },
      claims,
      JSON.stringify(publicJwk),
    ),
    'HS256 with an empty secret': signedWithPublicKey({ alg: 'HS256' }, claims, ''),
    'HS512 with the public key': signedWithPublicKey({ alg: 'HS512', kid }, claims, pem),
    'a key of the sender under our key id': await byStranger({ kid }),
    'a key of the sender under an unknown key id': await byStranger({ kid: randomUUID() }),
    'a key of the sender in the header': await byStranger({ kid, jwk: publicJwk }),
    'a key of the sender at an address in the header': await byStranger({ kid, jku: 'http://127.0.0.1:9/' }),
    'a critical header that nobody knows': `${encode({ alg: 'ES256', kid, crit: ['x'], x: 1 })}.${encode(claims)}.AAAA`,
    'another issuer': await sign({ ...claims, iss: 'https://other.supabase.co/auth/v1' }),
    'no issuer': await sign(without(claims, 'iss')),
    'another audience': await sign({ ...claims, aud: 'service' }),
    'no audience': await sign(without(claims, 'aud')),
    expired: await sign({ ...claims, iat: seconds - 2 * hour, exp: seconds - hour }),
    'no end': await sign(without(claims, 'exp')),
    'not yet valid': await sign({ ...claims, nbf: seconds + hour }),
    'nobody’s': await sign(without(claims, 'sub')),
    'not of a session': await sign(without(claims, 'session_id')),
    'of somebody who is no UUID': await sign({ ...claims, sub: "' or 1=1 --" }),
    'the signature of another token': swapSignature(await sign({ ...claims, sub: randomUUID() }), good),
    'cut off': good.slice(0, -10),
    'no JSON': 'e30.bm90IGpzb24.AAAA',
    'not a token': 'x.y.z',
    'a list for a header': `${Buffer.from('[]').toString('base64url')}.e30.AAAA`,
    'one megabyte': `${good.slice(0, -1)}${'A'.repeat(1_000_000)}`,
  };
};
