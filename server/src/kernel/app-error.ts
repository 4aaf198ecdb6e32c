/** Every way in which a request can end badly. The HTTP status of each is decided in `http/problem.ts`. */
export type ErrorCode =
  | 'malformed_request'
  | 'malformed_json'
  | 'unauthenticated'
  | 'not_found'
  | 'method_not_allowed'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'invalid_request'
  | 'page_too_complex'
  | 'usage_exhausted'
  | 'idempotency_key_in_use'
  | 'idempotency_key_reused'
  | 'rate_limited'
  | 'overloaded'
  | 'not_ready'
  | 'database_unavailable'
  | 'sign_in_unavailable'
  | 'invalid_signature'
  | 'billing_not_configured'
  | 'billing_unavailable'
  | 'expired'
  | 'internal'
  | GoogleCode
  | SignInCode;

/** What can keep rows from reaching Google Sheets; each has a sentence that says what to do. */
export type GoogleCode =
  | 'google_not_configured'
  | 'google_not_connected'
  | 'google_token_refused'
  | 'google_grant_revoked'
  | 'google_access_denied'
  | 'google_busy'
  | 'google_unavailable'
  | 'spreadsheet_not_found'
  | 'sheet_not_found'
  | 'sheet_exists'
  | 'sheet_busy'
  | 'sheet_protected'
  | 'sheet_full'
  | 'export_superseded';

/** What the embedded sign-in refuses, in the words of Supabase Auth, which its clients know. */
export type SignInCode =
  | 'validation_failed'
  | 'weak_password'
  | 'same_password'
  | 'invalid_credentials'
  | 'refresh_token_not_found'
  | 'refresh_token_already_used'
  | 'no_authorization'
  | 'bad_jwt'
  | 'session_not_found'
  | 'user_not_found'
  | 'user_banned'
  | 'signup_disabled'
  | 'user_already_exists'
  | 'email_exists';

/** One thing wrong with what was sent: where it stands (`fields[2]`) and what is expected there. */
export type Fault = { readonly path: string; readonly message: string };

type Details = {
  readonly cause?: unknown;
  readonly faults?: readonly Fault[];
  readonly retryAfterSeconds?: number;
  readonly allow?: readonly string[];
  /** Further members of the problem (RFC 9457, "extension members"). */
  readonly facts?: Readonly<Record<string, unknown>>;
};

/** An error that a client is told about: its message is written for the person who sent the request. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: Details;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : {});
    this.code = code;
    this.details = details;
  }
}
