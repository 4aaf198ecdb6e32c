import type { Environment } from './read-environment.ts';

/**
 * Parts that have a name already but no code yet. Setting one of these must not pass in silence:
 * an operator who sets STRIPE_SECRET_KEY relies on a billing that this server would not do.
 */
const unbuiltParts: readonly { readonly part: string; readonly variables: readonly string[] }[] = [
  { part: 'the model', variables: ['MODEL_PROVIDER', 'MODEL_NAME', 'MODEL_API_KEY', 'MODEL_BASE_URL'] },
];

/** A sentence for each variable that is set although its part is not built. */
export const findUnbuilt = (environment: Environment): readonly string[] =>
  unbuiltParts.flatMap(({ part, variables }) =>
    variables
      .filter((name) => name in environment)
      .map((name) => `${name} is set, but ${part} is not built yet: remove it.`),
  );
