/** Somebody who signed in and carries the access token of that session. */
export type SessionPrincipal = {
  readonly kind: 'session';
  readonly userId: string;
  readonly sessionId: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  /** Never logged. */
  readonly accessToken: string;
};

/** A script that carries one of its owner's keys. */
export type KeyPrincipal = { readonly kind: 'key'; readonly userId: string; readonly keyId: string };

/** Who asks, as far as what they carry can tell. Whether they may still come in is for the profile to say. */
export type Principal = SessionPrincipal | KeyPrincipal;
