import type { Environment } from './read-environment.ts';

const copyDatabaseUrl =
  'copy it in the Supabase dashboard: button "Connect", then "Session pooler" or "Transaction pooler"';
const copyKey = 'copy it in the Supabase dashboard: Project Settings, then "API Keys"';

const supabaseNeeds: readonly { readonly name: string; readonly where: string }[] = [
  { name: 'DATABASE_URL', where: copyDatabaseUrl },
  { name: 'SUPABASE_ANON_KEY', where: copyKey },
  { name: 'SUPABASE_SERVICE_ROLE_KEY', where: copyKey },
];
const ofSupabase = ['SUPABASE_ANON_KEY', 'SUPABASE_SERVICE_ROLE_KEY', 'SUPABASE_JWT_SECRET'];

const findHalfSupabase = (environment: Environment): readonly string[] => {
  if ('SUPABASE_URL' in environment) {
    const missing = supabaseNeeds
      .filter(({ name }) => !(name in environment))
      .map(({ name, where }) => `${name} is missing beside SUPABASE_URL: ${where}.`);
    const ours =
      'SIGNUPS' in environment ? ['SIGNUPS has no say with SUPABASE_URL: open or close sign-up there.'] : [];
    return [...missing, ...ours];
  }
  return ofSupabase
    .filter((name) => name in environment)
    .map((name) => `${name} is set without SUPABASE_URL: set both or neither.`);
};

const findHalfStripe = (environment: Environment): readonly string[] => {
  const hasKey = 'STRIPE_SECRET_KEY' in environment;
  const hasSecret = 'STRIPE_WEBHOOK_SECRET' in environment;
  return [
    ...(hasKey && !hasSecret
      ? ['STRIPE_WEBHOOK_SECRET is missing beside STRIPE_SECRET_KEY: Stripe shows it with the webhook.']
      : []),
    ...(hasSecret && !hasKey
      ? ['STRIPE_WEBHOOK_SECRET is set without STRIPE_SECRET_KEY: set both or neither.']
      : []),
    ...('STRIPE_API_BASE' in environment && !hasKey
      ? ['STRIPE_API_BASE is set without STRIPE_SECRET_KEY: it has no use alone.']
      : []),
  ];
};

const findHalfGoogle = (environment: Environment): readonly string[] => {
  const [id, secret, key] = ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET', 'ENCRYPTION_KEY'].map(
    (name) => name in environment,
  );
  if (id !== secret)
    return ['GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together: set both or neither.'];
  return id && !key
    ? ['ENCRYPTION_KEY is missing beside GOOGLE_CLIENT_ID: what users let Gleaner do is kept sealed with it.']
    : [];
};

const ofModel = [
  ...['MODEL_NAME', 'MODEL_API_KEY', 'MODEL_BASE_URL', 'MODEL_TIMEOUT'],
  ...['MODEL_PRICE_INPUT', 'MODEL_PRICE_OUTPUT'],
];

const findHalfModel = (environment: Environment): readonly string[] => {
  const { MODEL_PROVIDER: provider } = environment;
  if (provider === undefined)
    return ofModel
      .filter((name) => name in environment)
      .map((name) => `${name} is set without MODEL_PROVIDER: it has no use alone.`);
  const isOwnServer = provider === 'openai-compatible';
  const needed = isOwnServer ? ['MODEL_NAME', 'MODEL_BASE_URL'] : ['MODEL_NAME', 'MODEL_API_KEY'];
  const [input, output] = ['MODEL_PRICE_INPUT', 'MODEL_PRICE_OUTPUT'].map((name) => name in environment);
  return [
    ...needed
      .filter((name) => !(name in environment))
      .map((name) => `${name} is missing beside MODEL_PROVIDER=${provider}.`),
    ...(input === output
      ? []
      : ['MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT belong together: set both or neither.']),
  ];
};

/** A sentence for each variable that does not go with what else is set or missing. */
export const findConflicts = (environment: Environment): readonly string[] => {
  const embedded = !('DATABASE_URL' in environment) && !('SUPABASE_URL' in environment);
  const several = embedded && Number(environment.INSTANCES) > 1;
  const nobodyWorks = embedded && environment.WORKER === 'off';
  return [
    ...findHalfSupabase(environment),
    ...findHalfStripe(environment),
    ...findHalfGoogle(environment),
    ...findHalfModel(environment),
    ...(several ? ['INSTANCES needs DATABASE_URL: the embedded database serves one instance only.'] : []),
    ...(nobodyWorks
      ? ['WORKER=off needs DATABASE_URL: no other process can do the jobs of the embedded database.']
      : []),
  ];
};
