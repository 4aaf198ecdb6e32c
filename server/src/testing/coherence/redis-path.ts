import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { z } from 'zod';

const host = '127.0.0.1';

/** The way from one instance to Redis, which can be cut, blocked without a word, or made slow. */
export type RedisPath = {
  readonly url: string;
  readonly cut: () => void;
  /** What is sent is held back until it is let through again; connections stay open. */
  readonly block: () => void;
  readonly delay: (ms: number) => void;
  readonly letThrough: () => void;
  readonly close: () => void;
};

/** Opens a way to the Redis on a port. */
export const openRedisPath = async (redisPort: number): Promise<RedisPath> => {
  const sockets = new Set<Socket>();
  let isBlocked = false;
  let delayMs = 0;
  const held: (() => void)[] = [];

  const pass = (from: Socket, to: Socket): void => {
    from.on('data', (chunk) => {
      const write = (): void => void (to.writable && to.write(chunk));
      if (isBlocked) held.push(write);
      else if (delayMs > 0) setTimeout(write, delayMs);
      else write();
    });
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    sockets.add(from);
  };

  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: redisPort, host, noDelay: true });
    pass(near, far);
    pass(far, near);
  }).listen(0, host);
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `redis://${host}:${port}`,
    cut,
    block: () => {
      isBlocked = true;
    },
    delay: (ms) => {
      delayMs = ms;
    },
    letThrough: () => {
      isBlocked = false;
      delayMs = 0;
      for (const write of held.splice(0)) write();
    },
    close: () => {
      server.close();
      cut();
    },
  };
};
