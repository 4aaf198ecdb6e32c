import type { StripeSettings } from './stripe-port.ts';

const timeoutMs = 10_000;

/** Stripe's own package, for the account that is configured. */
export const openClient = async ({ secretKey, apiBase }: StripeSettings) => {
  // Not small, and only loaded where something is sold.
  const { default: Client } = await import('stripe');
  const place = apiBase === null ? null : new URL(apiBase);
  const client = new Client(secretKey, {
    timeout: timeoutMs,
    maxNetworkRetries: 1,
    telemetry: false,
    ...(place === null
      ? {}
      : {
          host: place.hostname,
          port: place.port || (place.protocol === 'http:' ? 80 : 443),
          protocol: place.protocol === 'http:' ? 'http' : 'https',
        }),
  });
  return { client, errors: Client.errors };
};

/** The package, on its way. */
export type StripeClient = ReturnType<typeof openClient>;
