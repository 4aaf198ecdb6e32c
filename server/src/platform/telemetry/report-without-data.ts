import type { ErrorEvent } from '@sentry/node';

type Exceptions = NonNullable<NonNullable<ErrorEvent['exception']>['values']>;
type Frames = NonNullable<NonNullable<Exceptions[number]['stacktrace']>['frames']>;

const bareFrames = (frames: Frames): Frames =>
  frames.map(({ filename = '', function: name = '?', lineno = 0, colno = 0, in_app = false }) => ({
    ...{ filename, lineno, colno, in_app },
    function: name,
  }));

/**
 * An event with what kind of fault happened and where, and nothing else. Messages are left out too: one may quote a page,
 * an address or a token, and no pattern knows what of a text was private.
 */
export const reportWithoutData = (event: ErrorEvent): ErrorEvent => {
  const { event_id, timestamp, level, platform, release, environment, exception } = event;
  const values = (exception?.values ?? []).map(({ type = 'Error', mechanism, stacktrace }) => ({
    type,
    value: '',
    ...(mechanism ? { mechanism: { type: mechanism.type, handled: mechanism.handled ?? true } } : {}),
    stacktrace: { frames: bareFrames(stacktrace?.frames ?? []) },
  }));
  return {
    type: undefined,
    ...(event_id === undefined ? {} : { event_id }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(level === undefined ? {} : { level }),
    ...(platform === undefined ? {} : { platform }),
    ...(release === undefined ? {} : { release }),
    ...(environment === undefined ? {} : { environment }),
    exception: { values },
  };
};
