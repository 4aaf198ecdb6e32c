import type { Environment } from './read-environment.ts';

/**
 * Parts that have a name already but no code yet. Setting one of these must not pass in silence:
 * an operator who sets LIMIT_API_PER_MINUTE relies on limits that this server would not keep.
 */
const unbuiltParts: readonly { readonly part: string; readonly variables: readonly string[] }[] = [
  { part: 'billing', variables: ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API_BASE'] },
  { part: 'the model', variables: ['MODEL_PROVIDER', 'MODEL_NAME', 'MODEL_API_KEY', 'MODEL_BASE_URL'] },
  {
    part: 'exports to Google',
    variables: ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET', 'GOOGLE_SERVICE_ACCOUNT_JSON', 'GOOGLE_API_BASE'],
  },
  {
    part: 'rate limiting',
    variables: ['LIMIT_SCRAPE_PER_MINUTE', 'LIMIT_API_PER_MINUTE', 'LIMIT_IP_PER_MINUTE', 'TRUST_PROXY'],
  },
  { part: 'keeping results', variables: ['RESULT_DAYS', 'ENCRYPTION_KEY'] },
];

/** A sentence for each variable that is set although its part is not built. */
export const findUnbuilt = (environment: Environment): readonly string[] =>
  unbuiltParts.flatMap(({ part, variables }) =>
    variables
      .filter((name) => name in environment)
      .map((name) => `${name} is set, but ${part} is not built yet: remove it.`),
  );
