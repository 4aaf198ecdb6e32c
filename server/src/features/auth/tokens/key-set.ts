import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../../kernel/clock.ts';

/** Nobody knows the keys now: a token can be called neither good nor bad. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

// A shared secret in a published set is no secret: with it anybody could sign.
const PublishedKeys = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const isPublic = ({ kty }: { readonly kty: string }): boolean => ['EC', 'RSA', 'OKP'].includes(kty);

/** Reads a JSON Web Key Set (RFC 7517) as it came, leaving out what is not a public key. */
export const readKeySet = (sent: unknown): JSONWebKeySet => ({
  keys: PublishedKeys.parse(sent).keys.filter(isPublic),
});

type Needs = {
  readonly load: () => Promise<JSONWebKeySet>;
  readonly clock: Clock;
  /** How long after a load for an unknown key the next such load may be. */
  readonly cooldownMs: number;
  /** Older keys are still used, while newer ones are fetched behind the requests. */
  readonly maxAgeMs: number;
};

type Loaded = { readonly keys: JWTVerifyGetKey; readonly atMs: number };

/**
 * The public keys that tokens are checked with, loaded at the first token and kept.
 *
 * jose's own remote set forgets its keys when they are old and counts no failure towards its cooldown: with it an outage
 * of the key server would be ours, and a flood of unknown key ids during one would be passed on.
 */
export const createKeySet = ({ load, clock, cooldownMs, maxAgeMs }: Needs): JWTVerifyGetKey => {
  let loaded: Loaded | null = null;
  let loading: Promise<void> | null = null;
  let triedMs = {
    first: Number.NEGATIVE_INFINITY,
    old: Number.NEGATIVE_INFINITY,
    unknown: Number.NEGATIVE_INFINITY,
  };

  const loadNow = (): Promise<void> => {
    loading ??= load()
      .then((set) => {
        loaded = { keys: createLocalJWKSet(set), atMs: clock.elapsedMs() };
      })
      .finally(() => {
        loading = null;
      });
    return loading;
  };

  /** Loads for one of the three reasons at most once per cooldown; tells whether it did. */
  const loadFor = async (reason: keyof typeof triedMs): Promise<void> => {
    if (loading) return loading;
    const nowMs = clock.elapsedMs();
    if (nowMs - triedMs[reason] < cooldownMs) return;
    triedMs = { ...triedMs, [reason]: nowMs };
    await loadNow();
  };

  const keysNow = async (): Promise<JWTVerifyGetKey> => {
    if (!loaded) {
      try {
        await loadFor('first');
      } catch (cause) {
        throw new KeysUnavailableError('The keys cannot be had.', { cause });
      }
    } else if (clock.elapsedMs() - loaded.atMs > maxAgeMs) {
      // Nobody waits for this, and while it fails the keys that are known go on being good.
      loadFor('old').catch(() => {});
    }
    if (!loaded) throw new KeysUnavailableError('The keys could not be had a moment ago.');
    return loaded.keys;
  };

  return async (header, token) => {
    const keys = await keysNow();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      // A new key, perhaps. When it cannot be looked up, the token stays refused: a stranger chose its key id.
      await loadFor('unknown').catch(() => {});
      return (await keysNow())(header, token);
    }
  };
};
