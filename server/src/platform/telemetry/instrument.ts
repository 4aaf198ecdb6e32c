import { reportWithoutData } from './report-without-data.ts';

/** Where faults that somebody must look at are reported. */
export type Telemetry = {
  readonly connected: boolean;
  readonly report: (error: unknown) => void;
  readonly close: () => Promise<unknown>;
};

// The first three patch every request and cost more than the request itself; the others collect what we would only throw
// away again, or print what an error says. Errors are reported by us, by hand.
const unwanted = [
  'Http',
  'NodeFetch',
  'Express',
  'Console',
  'ContextLines',
  'Context',
  'Modules',
  'RequestData',
  'OnUncaughtException',
  'OnUnhandledRejection',
];

/** Starts Sentry when it is configured; silent without. Its package is loaded only then. */
export const startTelemetry = async (needs: { dsn: string | null; version: string }): Promise<Telemetry> => {
  if (needs.dsn === null) return { connected: false, report: () => {}, close: async () => {} };
  const sentry = await import('@sentry/node');
  sentry.init({
    dsn: needs.dsn,
    release: `gleaner@${needs.version}`,
    maxBreadcrumbs: 0,
    beforeSend: reportWithoutData,
    integrations: (defaults) => defaults.filter(({ name }) => !unwanted.includes(name)),
  });
  return {
    connected: true,
    report: (error) => void sentry.captureException(error),
    close: () => sentry.close(2000),
  };
};
