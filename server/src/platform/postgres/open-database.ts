import type { Postgres } from './postgres.ts';

/** Postgres elsewhere, or the one inside this process and its folder. */
export type DatabasePlace =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'embedded'; readonly dataDir: string };

/** Opens the one or the other; the package of the other is not even loaded. */
export const openDatabase = async (place: DatabasePlace): Promise<Postgres> =>
  place.kind === 'postgres'
    ? (await import('./open-postgres.ts')).openPostgres(place)
    : (await import('./open-embedded.ts')).openEmbeddedPostgres(place);
