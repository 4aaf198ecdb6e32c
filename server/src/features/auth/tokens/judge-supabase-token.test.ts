import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adversarialTokens } from '../../../testing/adversarial-tokens.ts';
import { type FixedClock, fixedClock } from '../../../testing/fixed-clock.ts';
import { openStandInSupabase } from '../../../testing/stand-in-supabase.ts';
import { judgeSupabaseToken } from './judge-supabase-token.ts';

const userId = randomUUID();
let clock: FixedClock;
let supabase: Awaited<ReturnType<typeof openStandInSupabase>>;
beforeEach(async () => {
  clock = fixedClock('2026-03-01T12:00:00Z');
  supabase = await openStandInSupabase({ now: clock.now });
});
afterEach(() => supabase.close());

const judge = ({ jwtSecret = null }: { jwtSecret?: string | null } = {}) =>
  judgeSupabaseToken({ url: supabase.url, anonKey: 'anon', jwtSecret }, { clock });
const secretText = () => new TextDecoder().decode(supabase.secret);
const kindOf = async (judging: ReturnType<typeof judge>, token: string) => (await judging(token)).kind;

describe('a good token', () => {
  it('is checked with the published keys, which are fetched once', async () => {
    const judging = judge();
    const token = await supabase.tokenOf(userId, { session_id: '7b1f3f3e-58a5-4d3a-8b1e-0f5a3c1d2e4f' });
    const issuedAtMs = clock.now().getTime();
    const expected = {
      kind: 'good',
      principal: {
        kind: 'session',
        userId,
        sessionId: '7b1f3f3e-58a5-4d3a-8b1e-0f5a3c1d2e4f',
        issuedAtMs,
        expiresAtMs: issuedAtMs + 3_600_000,
        accessToken: token,
      },
    };
    expect(await judging(token)).toEqual(expected);
    expect(await judging(token)).toEqual(expected);
    const others = await Promise.all(Array.from({ length: 20 }, () => supabase.tokenOf(randomUUID())));
    await Promise.all(others.map(judging));
    expect(supabase.calls).toEqual({ keys: 1, user: 0, delete: 0 });
  });

  it('is forgotten when it expires', async () => {
    const judging = judge();
    const token = await supabase.tokenOf(userId);
    expect(await kindOf(judging, token)).toBe('good');
    clock.advance(3_606_000);
    expect(await kindOf(judging, token)).toBe('bad');
  });

  it('may come from a clock that is a few seconds off', async () => {
    const seconds = clock.now().getTime() / 1000;
    expect(await kindOf(judge(), await supabase.tokenOf(userId, { nbf: seconds + 3 }))).toBe('good');
    expect(await kindOf(judge(), await supabase.tokenOf(userId, { exp: seconds - 3 }))).toBe('good');
  });
});

describe.each(['with', 'without'])('an adversary %s the project’s secret in play', (secret) => {
  it('gets in with nothing', async () => {
    const judging = judge({ jwtSecret: secret === 'with' ? secretText() : null });
    const tokens = await adversarialTokens({
      claims: supabase.rightClaims(userId),
      publicJwk: supabase.newestKey().publicJwk,
      sign: (claims) => supabase.sign(claims),
    });
    for (const [name, token] of Object.entries(tokens)) {
      expect(await kindOf(judging, token), name).toBe('bad');
    }
    expect(await kindOf(judging, await supabase.tokenOf(userId)), 'the genuine one').toBe('good');
  });
});

describe('the keys', () => {
  it('are fetched once per cooldown however many unknown key ids come', async () => {
    const judging = judge();
    await judging(await supabase.tokenOf(userId));
    const forged = await supabase.tokenOf(userId);
    await supabase.rotateKey();
    await supabase.rotateKey();
    const flood = Array.from({ length: 300 }, (_, index) => {
      const header = { alg: 'ES256', kid: `unknown-${index}` };
      const [, claims, signature] = forged.split('.');
      return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${claims}.${signature}`;
    });
    for (const token of flood.slice(0, 100)) await judging(token);
    await Promise.all(flood.slice(100).map(judging));
    expect(supabase.calls.keys).toBe(2);
    clock.advance(30_000);
    await Promise.all(flood.map(judging));
    expect(supabase.calls).toEqual({ keys: 3, user: 0, delete: 0 });
  });

  it('are asked for no more often while their server fails', async () => {
    const judging = judge();
    supabase.setBroken(true);
    const token = await supabase.tokenOf(userId);
    for (let time = 0; time < 5; time += 1) {
      await expect(judging(token)).rejects.toMatchObject({ code: 'sign_in_unavailable' });
    }
    expect(supabase.calls.keys).toBe(1);
  });

  it('may be rotated in mid-flight: old and new tokens are good while both keys are published', async () => {
    const judging = judge();
    const old = await supabase.tokenOf(userId);
    const late = await supabase.tokenOf(userId);
    expect(await kindOf(judging, old)).toBe('good');
    supabase.setDelayMs(20);
    await supabase.rotateKey({ keepOld: true });
    const fresh = await Promise.all(Array.from({ length: 10 }, () => supabase.tokenOf(randomUUID())));
    const kinds = await Promise.all([...fresh, old, late].map((token) => kindOf(judging, token)));
    expect(new Set(kinds)).toEqual(new Set(['good']));
    expect(supabase.calls.keys).toBe(2);
  });

  it('that are old go on being good while their server is away', async () => {
    const judging = judge();
    await judging(await supabase.tokenOf(userId));
    supabase.setBroken(true);
    clock.advance(3_000_000);
    expect(await kindOf(judging, await supabase.tokenOf(userId))).toBe('good');
  });

  it('that were withdrawn are good no longer once newer ones are there', async () => {
    const judging = judge();
    await judging(await supabase.tokenOf(userId));
    const stolen = await supabase.tokenOf(randomUUID());
    await supabase.rotateKey();
    await judging(await supabase.tokenOf(userId));
    expect(await kindOf(judging, stolen)).toBe('bad');
  });
});

describe('a token signed with the project’s shared secret', () => {
  it('is checked here when we have the secret', async () => {
    const judging = judge({ jwtSecret: secretText() });
    expect(await kindOf(judging, await supabase.legacyTokenOf(userId))).toBe('good');
    expect(supabase.calls).toEqual({ keys: 0, user: 0, delete: 0 });
  });

  it('is asked about when we have not, once a minute', async () => {
    const judging = judge();
    const token = await supabase.legacyTokenOf(userId);
    supabase.setDelayMs(20);
    const kinds = await Promise.all(Array.from({ length: 10 }, () => kindOf(judging, token)));
    expect(new Set(kinds)).toEqual(new Set(['good']));
    expect(supabase.calls.user).toBe(1);
    supabase.endUser(userId);
    clock.advance(59_000);
    expect(await kindOf(judging, token)).toBe('good');
    clock.advance(1_000);
    expect(await kindOf(judging, token)).toBe('bad');
    expect(supabase.calls.user).toBe(2);
  });

  it('is neither good nor bad when nobody answers', async () => {
    const judging = judge();
    supabase.setBroken(true);
    const token = await supabase.legacyTokenOf(userId);
    await expect(judging(token)).rejects.toMatchObject({ code: 'sign_in_unavailable' });
    supabase.setBroken(false);
    expect(await kindOf(judging, token)).toBe('good');
  });

  it('is not asked about when it cannot be good anyway', async () => {
    const judging = judge();
    expect(await kindOf(judging, await supabase.legacyTokenOf(userId, { exp: 1 }))).toBe('bad');
    expect(await kindOf(judging, await supabase.legacyTokenOf(userId, { aud: 'x' }))).toBe('bad');
    expect(supabase.calls.user).toBe(0);
  });
});
