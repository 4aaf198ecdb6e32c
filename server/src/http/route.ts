import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import type { Door } from './door.ts';
import { type Reply, sendReply } from './reply.ts';

type Method = 'get' | 'post';

/** What is published about an endpoint. */
export type Declaration = {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly security: 'apiKey' | null;
  readonly body: z.ZodType | null;
  readonly reply: z.ZodType;
  /** The statuses of the errors it may answer with, besides those that its door and its body bring along. */
  readonly refusals: readonly number[];
};

/** What every handler is given besides what its door learned. */
export type Call = { readonly requestId: string; readonly signal: AbortSignal };

type GetOptions<K extends object> = {
  readonly door: Door<K>;
  readonly summary: string;
  readonly reply: z.ZodType;
  readonly refusals?: readonly number[];
};
type PostOptions<K extends object, B extends z.ZodType> = GetOptions<K> & { readonly body: B };

/** Declares endpoints: each call adds one to the router and to the published description. */
export type Routes = {
  readonly get: <K extends object>(
    path: string,
    options: GetOptions<K>,
    handle: (call: K & Call) => Promise<Reply>,
  ) => void;
  readonly post: <K extends object, B extends z.ZodType>(
    path: string,
    options: PostOptions<K, B>,
    handle: (call: K & Call & { readonly body: z.output<B> }) => Promise<Reply>,
  ) => void;
  readonly declarations: readonly Declaration[];
  readonly router: () => Router;
};

/** Reads a request's body as the schema says, or throws what the client is to be told. */
export type ReadBodyAs = <B extends z.ZodType>(
  req: Request,
  res: Response,
  schema: B,
) => Promise<z.output<B>>;

type Answer = (req: Request, res: Response) => Promise<void>;

const callOf = (res: Response): Call => {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  return { requestId: String(res.locals.requestId), signal: gone.signal };
};

const enterDoor = <K extends object>(door: Door<K>, req: Request): Promise<K> =>
  door.enter({ authorization: req.get('authorization') });

/** An empty list of endpoints; `router` turns what was declared into Express's terms. */
export const createRoutes = ({ readBodyAs }: { readonly readBodyAs: ReadBodyAs }): Routes => {
  const declarations: Declaration[] = [];
  const answers = new Map<string, Map<Method, Answer>>();

  const add = (method: Method, path: string, answer: Answer): void => {
    answers.set(path, (answers.get(path) ?? new Map()).set(method, answer));
  };

  return {
    declarations,
    get: (path, { door, summary, reply, refusals = [] }, handle) => {
      declarations.push({
        method: 'get',
        path,
        summary,
        security: door.security,
        body: null,
        reply,
        refusals,
      });
      add('get', path, async (req, res) => {
        const knowledge = await enterDoor(door, req);
        sendReply(res, await handle({ ...knowledge, ...callOf(res) }));
      });
    },
    post: (path, { door, summary, body, reply, refusals = [] }, handle) => {
      declarations.push({ method: 'post', path, summary, security: door.security, body, reply, refusals });
      add('post', path, async (req, res) => {
        // The body comes last: who is not let in cannot make us read it.
        const knowledge = await enterDoor(door, req);
        const read = await readBodyAs(req, res, body);
        sendReply(res, await handle({ ...knowledge, ...callOf(res), body: read }));
      });
    },
    router: () => {
      const router = Router();
      for (const [path, byMethod] of answers) {
        const route = router.route(path);
        for (const [method, answer] of byMethod) route[method](answer);
        const allow = [...byMethod.keys()].flatMap((method) =>
          method === 'get' ? ['GET', 'HEAD'] : ['POST'],
        );
        route.all(() => {
          throw new AppError('method_not_allowed', `Use ${allow.join(' or ')} here.`, { allow });
        });
      }
      return router;
    },
  };
};
