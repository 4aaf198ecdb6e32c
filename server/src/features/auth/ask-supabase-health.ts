import type { ServiceState } from '../../kernel/service.ts';

const limitMs = 2_000;

type Needs = { readonly url: string; readonly anonKey: string };

/** Whether Supabase Auth answers: its own health, which asks nothing of its database. */
export const askSupabaseHealth =
  ({ url, anonKey }: Needs) =>
  async (): Promise<ServiceState> => {
    const answer = await fetch(`${url}/auth/v1/health`, {
      headers: { apikey: anonKey },
      signal: AbortSignal.timeout(limitMs),
    });
    await answer.arrayBuffer();
    // A refusal is an answer too: whether the key is right, `gleaner doctor` says.
    return answer.status < 500 ? 'ok' : 'down';
  };
