import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { StartError } from '../kernel/start-error.ts';

/** A server that answers. */
export type Listening = {
  readonly address: string;
  /** Takes no more requests, lets those in flight finish within the limit, then cuts the rest. */
  readonly drain: (limitMs: number) => Promise<void>;
};

/**
 * Proxies keep a quiet connection for a minute (nginx, the balancers of clouds): whoever lets go first must be they, or a
 * request meets a connection that is just being closed.
 */
const quietForMs = 75_000;

const sentences: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program: stop that one or set PORT',
  EACCES: 'may not be opened by this user: set PORT to 1024 or above',
  EADDRNOTAVAIL: 'is not an address of this machine: set HOST',
  ENOTFOUND: 'is not an address of this machine: set HOST',
};

const startErrorOf = (error: Error, where: string): Error => {
  const sentence = 'code' in error ? sentences[String(error.code)] : undefined;
  return sentence ? new StartError(`${where} ${sentence}.`, { cause: error }) : error;
};

/** Answers what is not HTTP at all, or whose headers are too large: Express never sees such a request. */
const refuseGarbage = (server: Server): void => {
  server.on('clientError', (error, socket) => {
    if (!socket.writable) return void socket.destroy();
    const isTooLarge = 'code' in error && error.code === 'HPE_HEADER_OVERFLOW';
    const [status, title] = isTooLarge ? [431, 'Request Header Fields Too Large'] : [400, 'Bad Request'];
    const problem = {
      type: 'about:blank',
      title,
      status,
      code: 'malformed_request',
      detail: 'This is not HTTP.',
    };
    const body = JSON.stringify(problem);
    socket.end(
      `HTTP/1.1 ${status} ${title}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
};

const drainServer = async (server: Server, limitMs: number): Promise<void> => {
  const done = new AbortController();
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const late = wait(limitMs, undefined, { signal: done.signal }).then(
    () => server.closeAllConnections(),
    () => {},
  );
  await Promise.race([closed, late]);
  done.abort();
};

/** Listens on the address; throws a {@link StartError} when that is not to be had. */
export const listen = (app: RequestListener, at: { host: string; port: number }): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = createServer(app);
    server.keepAliveTimeout = quietForMs;
    refuseGarbage(server);
    // Without this, Node tells every client at once to send its body; now the door is asked first.
    server.on('checkContinue', app);
    server.once('error', (error) => reject(startErrorOf(error, `http://${at.host}:${at.port}`)));
    server.listen(at.port, at.host, () => {
      const bound: AddressInfo | string | null = server.address();
      const port = typeof bound === 'object' && bound ? bound.port : at.port;
      const host = at.host.includes(':') ? `[${at.host}]` : at.host;
      resolve({ address: `http://${host}:${port}`, drain: (limitMs) => drainServer(server, limitMs) });
    });
  });
