import { z } from 'zod';
import type { SessionPrincipal } from '../principal.ts';

/** Whom a good token is for: Supabase's name for people who signed in, as opposed to its public and service keys. */
export const audience = 'authenticated';

/** How far apart the clocks of those who issue and those who check may be. */
export const leewaySeconds = 5;

/** What of a token's claims we live by (RFC 7519; `session_id` is Supabase's). */
export const TokenClaims = z.object({
  sub: z.uuid(),
  session_id: z.uuid(),
  iat: z.number().nonnegative(),
  exp: z.number().nonnegative(),
});

/** The claims as a principal. They must have been checked: nothing here does. */
export const principalOf = (claims: z.infer<typeof TokenClaims>, accessToken: string): SessionPrincipal => ({
  kind: 'session',
  userId: claims.sub,
  sessionId: claims.session_id,
  issuedAtMs: claims.iat * 1000,
  expiresAtMs: claims.exp * 1000,
  accessToken,
});
