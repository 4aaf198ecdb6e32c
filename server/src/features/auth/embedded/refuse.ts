import { AppError, type SignInCode } from '../../../kernel/app-error.ts';

/** Supabase Auth's own sentences, which programs have been seen to compare. */
const sentences: Readonly<Record<SignInCode, string>> = {
  validation_failed: 'The request is not as it should be',
  weak_password: 'Password should be at least 8 characters.',
  same_password: 'New password should be different from the old password.',
  invalid_credentials: 'Invalid login credentials',
  refresh_token_not_found: 'Invalid Refresh Token: Refresh Token Not Found',
  refresh_token_already_used: 'Invalid Refresh Token: Already Used',
  no_authorization: 'This endpoint requires a valid Bearer token',
  bad_jwt: 'invalid JWT',
  session_not_found: 'Session from session_id claim in JWT does not exist',
  user_not_found: 'User from sub claim in JWT does not exist',
  user_banned: 'User is banned',
  signup_disabled: 'Signups not allowed for this instance',
  user_already_exists: 'User already registered',
  email_exists: 'A user with this email address has already been registered',
};

/** A refusal in the words of Supabase Auth. */
export const refusal = (code: SignInCode, cause?: unknown): AppError =>
  new AppError(code, sentences[code], cause === undefined ? {} : { cause });

const codeOf = ({ code }: AppError): string => {
  switch (code) {
    case 'malformed_json':
    case 'malformed_request':
      return 'bad_json';
    case 'invalid_request':
      return 'validation_failed';
    case 'unauthenticated':
      return 'bad_jwt';
    case 'rate_limited':
      return 'over_request_rate_limit';
    case 'internal':
      return 'unexpected_failure';
    default:
      return code;
  }
};

/**
 * A problem that Supabase's clients understand as well: they look for the code under `error_code` and for the sentence
 * under `msg`, and for why a password is weak in a member of its own.
 */
export const inSupabaseWords = (error: AppError): AppError => {
  const code = error.code === 'invalid_request' ? 'validation_failed' : error.code;
  const facts = {
    ...error.details.facts,
    error_code: codeOf(error),
    msg: error.message,
    ...(code === 'weak_password' ? { weak_password: { reasons: ['length'] } } : {}),
  };
  return new AppError(code, error.message, { ...error.details, facts });
};
