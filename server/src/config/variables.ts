import { z } from 'zod';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

// A scheme is not only http: browser extensions have origins of their own (chrome-extension://…).
const Origin = z
  .string()
  .regex(/^(\*|[a-z][a-z0-9+.-]*:\/\/[^/\s]+)$/, 'is not an origin such as https://example.com');

/** A whole number in a range, told in a sentence when it is none. */
const wholeNumber = (least: number, most: number, told: string) =>
  z.coerce.number(told).int(told).min(least, told).max(most, told);

const limit = wholeNumber(1, 1_000_000_000, 'must be a number of requests a minute, 1 to 1000000000');

/** Reads with the URL of the standard; what is wrong is told without the value, which holds a password. */
const serviceUrl = (schemes: readonly string[], form: string) =>
  z
    .string()
    .refine((text) => !text.includes('[YOUR-PASSWORD]'), {
      error: 'still says [YOUR-PASSWORD]: put the password of the database there',
      abort: true,
    })
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
      error: `must look like ${form} (special characters in the password as %XX)`,
    });

const withoutSlash = (url: string): string => url.replace(/\/$/, '');

// As Google's console gives it to be downloaded; of all that is in it two things are needed.
const ServiceAccount = z.string().transform((text, context) => {
  const account = z.object({ client_email: z.string(), private_key: z.string() }).safeParse(readJson(text));
  if (account.success) return { email: account.data.client_email, privateKey: account.data.private_key };
  context.addIssue({ code: 'custom', message: 'must be the JSON of a service account key, on one line' });
  return z.NEVER;
});

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** A price in US dollars for a million tokens. */
const tokenPrice = z.coerce
  .number('must be US dollars for a million tokens, such as 0.25')
  .min(0, 'must be US dollars for a million tokens, such as 0.25')
  .max(1_000_000, 'must be US dollars for a million tokens, such as 0.25');

/** Whose models are asked: a service, or any server that speaks the chat completions of OpenAI. */
const modelProviders = ['openai', 'anthropic', 'google', 'openai-compatible'] as const;

const keyBytes = 32;
// Several while keys are being changed: the first seals, all of them open.
const SealKeys = z
  .string()
  .transform((list) => list.split(',').map((key) => Buffer.from(key.trim(), 'base64')))
  .refine(
    (keys) => keys.every((key) => key.length === keyBytes),
    'must be 32 random bytes in base64, as "openssl rand -base64 32" prints them; several separated by commas',
  );

/** Each variable by itself: its form, and its default. */
export const Variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535, 'must be a port number, 0 to 65535').default(4000),
  GLEANER_DATA_DIR: z.string().default('.data'),
  DATABASE_URL: serviceUrl(
    ['postgres:', 'postgresql:'],
    'postgresql://USER:PASSWORD@HOST:PORT/DATABASE',
  ).optional(),
  REDIS_URL: serviceUrl(['redis:', 'rediss:'], 'redis://HOST:PORT').optional(),
  SUPABASE_URL: z
    .string()
    .regex(/^https?:\/\/[^/\s]+\/?$/, 'must look like https://PROJECT.supabase.co')
    .transform(withoutSlash)
    .optional(),
  SUPABASE_ANON_KEY: z.string().optional(),
  SUPABASE_SERVICE_ROLE_KEY: z.string().optional(),
  SUPABASE_JWT_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  SIGNUPS: z.enum(['open', 'closed'], 'must be open or closed').optional(),
  INSTANCES: wholeNumber(1, 1_000, 'must be a number from 1 to 1000').default(1),
  WORKER: z.enum(['on', 'off'], 'must be on or off').default('on'),
  TRUST_PROXY: wholeNumber(0, 10, 'must be the number of proxies before this server, 0 to 10').default(0),
  LIMIT_SCRAPE_PER_MINUTE: limit.default(30),
  LIMIT_API_PER_MINUTE: limit.default(120),
  LIMIT_IP_PER_MINUTE: limit.default(20),
  RESULT_DAYS: wholeNumber(1, 3_650, 'must be a number of days, 1 to 3650').default(30),
  MODEL_PROVIDER: z.enum(modelProviders, `must be one of ${modelProviders.join(', ')}`).optional(),
  MODEL_NAME: z.string().optional(),
  MODEL_API_KEY: z.string().regex(/^\S+$/, 'must have no spaces').optional(),
  MODEL_BASE_URL: z
    .string()
    .regex(/^https?:\/\/[^\s?#]+$/, 'must look like http://127.0.0.1:11434/v1')
    .transform(withoutSlash)
    .optional(),
  MODEL_TIMEOUT: wholeNumber(1, 600, 'must be a number of seconds, 1 to 600').default(20),
  MODEL_PRICE_INPUT: tokenPrice.optional(),
  MODEL_PRICE_OUTPUT: tokenPrice.optional(),
  STRIPE_SECRET_KEY: z.string().regex(/^\S+$/, 'must have no spaces').optional(),
  STRIPE_WEBHOOK_SECRET: z.string().regex(/^\S+$/, 'must have no spaces').optional(),
  STRIPE_API_BASE: serviceUrl(['http:', 'https:'], 'https://api.stripe.com').optional(),
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^/\s]+\/?$/, 'must look like https://gleaner.example.com')
    .transform(withoutSlash)
    .optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GOOGLE_SERVICE_ACCOUNT_JSON: ServiceAccount.optional(),
  GOOGLE_API_BASE: z
    .string()
    .regex(/^https?:\/\/[^/\s]+\/?$/, 'must look like http://127.0.0.1:9000')
    .transform(withoutSlash)
    .optional(),
  ENCRYPTION_KEY: SealKeys.default([]),
  CORS_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .pipe(z.array(Origin))
    .default([]),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});

/** Where Sentry is told of faults. */
export const Dsn = z
  .string()
  .regex(/^https?:\/\/[^@/\s]+@[^@/\s]+\/\S+$/, 'must look like https://KEY@HOST/PROJECT')
  .optional();

/** What the environment says, each variable in its form. */
export type Settings = z.output<typeof Variables>;
