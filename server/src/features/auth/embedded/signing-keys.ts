import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../../kernel/clock.ts';
import type { Ids } from '../../../kernel/ids.ts';
import { createSingleFlight } from '../../../kernel/single-flight.ts';
import type { SignInDb } from './tables.ts';

/** The key that signs now. */
export type SigningKey = { readonly kid: string; readonly privateKey: CryptoKey };

/** The keys of embedded sign-in, in Postgres: every instance signs with the same one. */
export type SigningKeys = {
  /** Made when there is none. */
  readonly current: () => Promise<SigningKey>;
  /** What tokens that have not expired may be signed with, without the private halves. */
  readonly published: () => Promise<JSONWebKeySet>;
  /** In a minute a new key signs; what the old one signed stays good until it expires. */
  readonly rotate: () => Promise<{ readonly kid: string }>;
};

type Needs = { readonly db: SignInDb; readonly clock: Clock; readonly ids: Ids };

// A new key is published this long before it signs, so that whoever verifies knows it by then.
const announcedMs = 60_000;
// Another instance may have rotated: after this long its key signs here too. Till then the old one does, which is no
// fault, for it stays published longer than any token lives.
const currentMs = 30_000;
const publishedMs = 7_200_000;

const algorithm = 'ES256';
const PrivateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

const newJwk = async (): Promise<string> => {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return JSON.stringify(await exportJWK(privateKey));
};

const importKey = async (kid: string, jwk: unknown): Promise<SigningKey> => {
  const privateKey = await importJWK(PrivateJwk.parse(jwk), algorithm);
  if (privateKey instanceof Uint8Array) throw new Error('A signing key is a key pair.');
  return { kid, privateKey };
};

/** ES256 keys that are made at the first need and kept as JWK (RFC 7517). */
export const createSigningKeys = ({ db, clock, ids }: Needs): SigningKeys => {
  const readOnce = createSingleFlight<SigningKey>();
  let known: { readonly key: SigningKey; readonly atMs: number } | null = null;

  const findCurrent = () =>
    db
      .selectFrom('auth.signing_keys')
      .select(['id', 'private_jwk'])
      .where('active_from', '<=', clock.now())
      .orderBy('active_from', 'desc')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();

  const addKey = async (to: SignInDb, activeFrom: Date): Promise<string> => {
    const id = ids.next();
    const key = { id, private_jwk: await newJwk(), created_at: clock.now(), active_from: activeFrom };
    await to
      .insertInto('auth.signing_keys')
      .values({ ...key, retired_at: null })
      .execute();
    return id;
  };

  const readCurrent = async (): Promise<SigningKey> => {
    if (!(await findCurrent())) await addKey(db, clock.now());
    const row = await findCurrent();
    if (!row) throw new Error('There is no signing key, although one was just made.');
    const key = await importKey(row.id, row.private_jwk);
    known = { key, atMs: clock.elapsedMs() };
    return key;
  };

  return {
    current: async () => {
      if (known && clock.elapsedMs() - known.atMs < currentMs) return known.key;
      return readOnce('current', readCurrent);
    },
    published: async () => {
      const since = new Date(clock.now().getTime() - publishedMs);
      const rows = await db
        .selectFrom('auth.signing_keys')
        .select(['id', 'private_jwk'])
        .where((row) => row.or([row('retired_at', 'is', null), row('retired_at', '>', since)]))
        .orderBy('created_at', 'desc')
        .execute();
      const publicJwk = (kid: string, jwk: unknown) => {
        const { kty, crv, x, y } = PrivateJwk.parse(jwk);
        return { kty, crv, x, y, kid, alg: algorithm, use: 'sig', key_ops: ['verify'], ext: true };
      };
      return { keys: rows.map(({ id, private_jwk }) => publicJwk(id, private_jwk)) };
    },
    rotate: async () => {
      const activeFrom = new Date(clock.now().getTime() + announcedMs);
      const kid = await db.transaction().execute(async (trx) => {
        const retired = { retired_at: activeFrom };
        await trx.updateTable('auth.signing_keys').set(retired).where('retired_at', 'is', null).execute();
        return addKey(trx, activeFrom);
      });
      return { kid };
    },
  };
};
