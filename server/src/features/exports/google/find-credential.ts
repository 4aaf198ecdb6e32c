import { AppError } from '../../../kernel/app-error.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { ConnectionsStore } from './connections.store.ts';
import type { GoogleAuth, TokenReading } from './google-auth.ts';
import type { Seal } from './seal.ts';

/** Who is writing, for Google, and for the sentence when Google refuses. */
export type Credential = {
  readonly kind: 'own token' | 'connection' | 'service account';
  readonly accessToken: string;
};

type Needs = {
  readonly auth: GoogleAuth;
  readonly store: Pick<ConnectionsStore, 'find' | 'reseal' | 'markRevoked'>;
  readonly seal: Seal | null;
  readonly clock: Clock;
};

const revoked = (): AppError =>
  new AppError('google_grant_revoked', 'Google ended the access of this account: connect it again.');
const unavailable = (): AppError =>
  new AppError('google_unavailable', 'Google does not answer: try again.', { retryAfterSeconds: 10 });

/** The token of the connected account; null where none is connected. */
const ofConnection = async (needs: Needs, userId: string): Promise<TokenReading | null> => {
  const { auth, store, seal, clock } = needs;
  const connection = await store.find(userId);
  if (connection === null || seal === null || !auth.canConnect) return null;
  const opened = seal.open(connection.refreshToken, userId);
  if (connection.isRevoked || opened === null) throw revoked();
  if (opened.isOld) await store.reseal(userId, connection.refreshToken, seal.seal(opened.secret, userId));
  const reading = await auth.tokenOfConnection(opened.secret);
  if (!reading.ok && reading.reason === 'revoked') {
    await store.markRevoked(userId, clock.now());
    throw revoked();
  }
  return reading;
};

/**
 * Finds with what to write, the first that is there: the token that was sent along, the connected account, the
 * operator's service account.
 * @throws {AppError} `google_not_connected`, `google_grant_revoked` or `google_unavailable`.
 */
export const findCredential =
  (needs: Needs) =>
  async (userId: string, sentToken: string | null): Promise<Credential> => {
    if (sentToken !== null) return { kind: 'own token', accessToken: sentToken };
    const ofUser = await ofConnection(needs, userId);
    const reading = ofUser ?? (await needs.auth.tokenOfService());
    if (reading === null) {
      throw new AppError(
        'google_not_connected',
        'No Google account is connected: open the address of GET /api/google/connect, or send X-Google-Access-Token.',
      );
    }
    if (!reading.ok) throw unavailable();
    return { kind: ofUser ? 'connection' : 'service account', accessToken: reading.accessToken };
  };
