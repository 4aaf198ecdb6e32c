import { createHash } from 'node:crypto';
import { AppError } from '../../../kernel/app-error.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Ids } from '../../../kernel/ids.ts';
import type { ConnectionsStore } from './connections.store.ts';
import { connectScope, type GoogleAuth } from './google-auth.ts';
import type { Seal } from './seal.ts';

/** How long somebody may take to agree. */
export const attemptSeconds = 600;

type Needs = {
  readonly auth: GoogleAuth;
  readonly store: ConnectionsStore;
  /** Null where there is no ENCRYPTION_KEY. */
  readonly seal: Seal | null;
  readonly clock: Clock;
  readonly ids: Ids;
};

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

const notConfigured = (): AppError =>
  new AppError(
    'google_not_configured',
    'This server cannot connect Google accounts: its operator has to set GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET and ENCRYPTION_KEY.',
  );

const refused = (why: string): AppError => new AppError('malformed_request', `${why} Connect Google again.`);

/**
 * Begins to connect an account. `browser` is a secret that only the browser which is sent to Google brings back: without
 * it somebody could be led to give the access to another user's account.
 */
export const beginConnecting =
  ({ auth, store, seal, clock, ids }: Needs) =>
  async (userId: string): Promise<{ readonly url: string; readonly browser: string }> => {
    if (!auth.canConnect || seal === null) throw notConfigured();
    const [state, browser, verifier] = [ids.secret(), ids.secret(), ids.secret()];
    await store.addAttempt({
      ...{ stateHash: sha256(state), browserHash: sha256(browser), userId },
      codeVerifier: seal.seal(verifier, userId),
      expiresAt: new Date(clock.now().getTime() + attemptSeconds * 1000),
    });
    const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
    return { url: await auth.connectUrl({ state, codeChallenge }), browser };
  };

/**
 * Ends it: what Google sent back is exchanged for a grant, which is kept sealed.
 * @throws {AppError} `malformed_request` for what is not an answer to an attempt of this browser in time.
 */
export const finishConnecting =
  ({ auth, store, seal, clock }: Needs) =>
  async (sent: { state: string; code: string; browser: string }): Promise<void> => {
    if (seal === null) throw notConfigured();
    const attempt = await store.takeAttempt(sha256(sent.state), sha256(sent.browser));
    if (attempt === null) throw refused('This is no answer to a connection that was begun in this browser.');
    if (attempt.expiresAt <= clock.now()) throw refused('That took longer than ten minutes.');
    const opened = seal.open(attempt.codeVerifier, attempt.userId);
    if (opened === null) throw refused('The key of this server has changed meanwhile.');
    const grant = await auth.redeemCode({ code: sent.code, codeVerifier: opened.secret });
    if (grant === null) throw refused('Google did not accept its own answer.');
    if (!grant.scopes.includes(connectScope) || grant.refreshToken === null) {
      throw refused('Google was not allowed to let Gleaner write its own files.');
    }
    await store.connect(attempt.userId, seal.seal(grant.refreshToken, attempt.userId), clock.now());
  };

/** Takes the grant back at Google, and forgets it. */
export const disconnectGoogle =
  ({ auth, store, seal }: Pick<Needs, 'auth' | 'store' | 'seal'>) =>
  async (userId: string): Promise<void> => {
    const connection = await store.find(userId);
    const opened = connection && seal?.open(connection.refreshToken, userId);
    if (opened && auth.canConnect) await auth.revoke(opened.secret);
    await store.remove(userId);
  };
