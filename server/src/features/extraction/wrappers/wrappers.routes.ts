import { z } from 'zod';
import type { Door } from '../../../http/door.ts';
import { noContent, ok } from '../../../http/reply.ts';
import type { Routes } from '../../../http/route.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { WrapperSchema } from '../wrapper.schema.ts';
import type { KeepWrappers } from './keep-wrappers.ts';
import type { WrapperSummary } from './kept-wrapper.ts';

const SummaryReply = z.object({
  id: z.uuid(),
  site: z.string().describe("The origin of the pages' addresses; empty for pages without one"),
  scope: z.enum(['list', 'page']),
  fields: z.array(z.string()),
  url_pattern: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
const WrappersReply = z.object({ wrappers: z.array(SummaryReply).describe('The newest first') });
const WrapperReply = SummaryReply.extend({ wrapper: WrapperSchema });
const params = z.strictObject({ id: z.uuid('must be a UUID') });

const toReply = ({ id, site, scope, fields, urlPattern, createdAt, updatedAt }: WrapperSummary) => ({
  id,
  site,
  scope,
  fields,
  url_pattern: urlPattern,
  created_at: createdAt.toISOString(),
  updated_at: updatedAt.toISOString(),
});

const unknown = (): AppError => new AppError('not_found', 'You have no such wrapper.');

type Needs = {
  readonly door: Door<{ readonly userId: string }>;
  readonly wrappers: Pick<KeepWrappers, 'list' | 'get' | 'remove'>;
};

/** Declares `GET /api/wrappers`, and `GET` and `DELETE /api/wrappers/:id`. */
export const declareWrappers = (routes: Routes, { door, wrappers }: Needs): void => {
  routes.get(
    '/api/wrappers',
    { door, summary: 'What was learned about page templates', reply: WrappersReply },
    async ({ userId }) => ok({ wrappers: (await wrappers.list(userId)).map(toReply) }),
  );
  routes.get(
    '/api/wrappers/:id',
    { door, summary: 'One wrapper, whole', params, reply: WrapperReply, refusals: [404] },
    async ({ userId, params: { id } }) => {
      const found = await wrappers.get(userId, id);
      if (found === null) throw unknown();
      return ok({ ...toReply(found), wrapper: found.wrapper });
    },
  );
  routes.delete(
    '/api/wrappers/:id',
    { door, summary: 'Forget a wrapper', params, reply: null, refusals: [404] },
    async ({ userId, params: { id } }) => {
      if (!(await wrappers.remove(userId, id))) throw unknown();
      return noContent();
    },
  );
};
