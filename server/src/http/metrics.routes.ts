import { z } from 'zod';
import { openDoor } from './door.ts';
import { okText } from './reply.ts';
import type { Routes } from './route.ts';

type Needs = { readonly read: () => Promise<string>; readonly contentType: string };

/** Declares `GET /metrics`, for Prometheus. It holds counts of the process and nothing about a person. */
export const declareMetrics = (routes: Routes, { read, contentType }: Needs): void =>
  routes.get(
    '/metrics',
    { door: openDoor, summary: 'Counts, for Prometheus', reply: z.string(), replyType: 'text/plain' },
    async () => okText(await read(), contentType),
  );
