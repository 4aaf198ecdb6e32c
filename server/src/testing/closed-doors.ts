import { expect } from 'vitest';
import { z } from 'zod';

const Description = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({ security: z.array(z.unknown()), responses: z.record(z.string(), z.unknown()) }),
    ),
  ),
});

type Endpoint = {
  readonly method: string;
  readonly path: string;
  readonly isClosed: boolean;
  readonly isLimited: boolean;
};

/** Every endpoint that a server publishes, whether it asks who is there and whether it may be asked too often. */
export const findEndpoints = async (address: string): Promise<readonly Endpoint[]> => {
  const answer = await fetch(`${address}/openapi.json`);
  const { paths } = Description.parse(await answer.json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security, responses }]) => ({
      method: method.toUpperCase(),
      // Any UUID will do for what stands in a path: nobody gets that far.
      path: path.replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000'),
      isClosed: security.length > 0,
      isLimited: '429' in responses,
    })),
  );
};

// What nobody may come in with, whatever the server knows.
const nonsense: Readonly<Record<string, string>> = {
  nothing: '',
  'a scheme alone': 'Bearer',
  'a scheme and a space': 'Bearer ',
  'another scheme': 'Basic Zm9vOmJhcg==',
  'no scheme': 'glk_nobody',
  'a short key': 'Bearer glk_nobody',
  'a key of nobody': `Bearer glk_${'A'.repeat(43)}`,
  'two keys': `Bearer glk_${'A'.repeat(43)} glk_${'A'.repeat(43)}`,
  SQL: "Bearer ' or 1=1 --",
  'no letters': 'Bearer %00%0a',
};

type Doors = {
  readonly address: string;
  /** Tokens that must not open anything, by what is wrong with them. */
  readonly tokens: Readonly<Record<string, string>>;
};

/** The one suite for all doors: whatever is declared to be closed stays so, whoever knocks with whatever. */
export const knockAtClosedDoors = async ({ address, tokens }: Doors): Promise<readonly string[]> => {
  const closed = (await findEndpoints(address)).filter(({ isClosed }) => isClosed);
  const bearers = Object.entries(tokens).map(([name, token]) => [name, `Bearer ${token}`] as const);
  const knocks = [...Object.entries(nonsense), ...bearers];
  for (const { method, path } of closed) {
    for (const [name, authorization] of knocks) {
      const answer = await fetch(`${address}${path}`, { method, headers: { authorization } });
      const problem: unknown = await answer.json();
      // Embedded sign-in speaks as Supabase does: 401 without a token, 403 with one that is not good.
      const allowed = path.startsWith('/auth/v1/') ? [401, 403] : [401];
      expect(allowed, `${method} ${path} with ${name}`).toContain(answer.status);
      expect(problem, `${method} ${path} with ${name}`).toMatchObject({ status: answer.status });
      if (answer.status === 401) expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
  }
  return closed.map(({ method, path }) => `${method} ${path}`);
};
