import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import {
  type AnswerOnce,
  type Call,
  type Declaration,
  type Declare,
  type Method,
  publishedOf,
} from './declaration.ts';
import type { Knock } from './door.ts';
import { readIdempotencyKey, tellReplayIn } from './idempotency-key.ts';
import { inputReader } from './parse-input.ts';
import { tellPoliciesIn } from './rate-limit-headers.ts';
import { sendReply } from './reply.ts';
import { type StageTimes, stageWatch, untimed } from './stage-watch.ts';

/** Declares endpoints: each call adds one to the router and to the published description. */
export type Routes = { readonly [M in Method]: Declare } & {
  readonly declarations: readonly Declaration[];
  readonly router: () => Router;
};

/** Is told of a declared path how long each stage of its requests took. */
export type TimeStages = (path: string) => StageTimes;

/** Reads a request's body as the schema says, or throws what the client is to be told. */
export type ReadBodyAs = <B extends z.ZodType>(
  req: Request,
  res: Response,
  expected: {
    readonly schema: B;
    readonly limitBytes: number | undefined;
    readonly signedBy: string | undefined;
    readonly list: string | undefined;
    /** Hears of the body's bytes as they come, inflated. */
    readonly onBody: ((chunk: Uint8Array) => void) | undefined;
  },
) => Promise<z.output<B>>;

type Answer = {
  readonly run: (req: Request, res: Response) => Promise<void>;
  readonly refuse: ErrorRequestHandler;
};

const callOf = (res: Response, told: Pick<Call, 'tell' | 'idempotency'>): Call => {
  const gone = new AbortController();
  // Who has the whole answer is not gone: to abort costs a twentieth of a request.
  res.once('close', () => {
    if (!res.writableFinished) gone.abort();
  });
  const requestId = String(res.locals.requestId);
  return { requestId, signal: gone.signal, ...told, tellReplay: tellReplayIn(res) };
};

/** Keys are a user's own, so only a door that knows one may stand before them. */
const KeyHolder = z.object({ userId: z.string() });

const knockOf = (req: Request, { group, tell }: Pick<Knock, 'group' | 'tell'>): Knock => ({
  authorization: req.get('authorization'),
  // As many proxies are believed as there are (`trust proxy`), so this is not the client's word.
  address: () => req.ip ?? 'unknown',
  query: (name) => {
    const value = req.query[name];
    return typeof value === 'string' ? value : null;
  },
  ...{ group, tell },
});

const refuseAs = (onRefusal: (error: AppError) => AppError): ErrorRequestHandler =>
  function refuseAs(error, _req, _res, next) {
    next(error instanceof AppError ? onRefusal(error) : error);
  };

const routerOf = (answers: ReadonlyMap<string, ReadonlyMap<Method, Answer>>): Router => {
  const router = Router();
  for (const [path, byMethod] of answers) {
    const route = router.route(path);
    for (const [method, { run, refuse }] of byMethod) route[method](run, refuse);
    const allow = [...byMethod.keys()].flatMap((method) =>
      method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
    );
    route.all(() => {
      throw new AppError('method_not_allowed', `Use ${allow.join(' or ')} here.`, { allow });
    });
  }
  return router;
};

type RoutesNeeds = {
  readonly readBodyAs: ReadBodyAs;
  readonly answerOnce: AnswerOnce;
  readonly timeStages?: TimeStages;
};

/** An empty list of endpoints; `router` turns what was declared into Express's terms. */
export const createRoutes = ({ readBodyAs, answerOnce, timeStages = () => untimed }: RoutesNeeds): Routes => {
  const declarations: Declaration[] = [];
  const answers = new Map<string, Map<Method, Answer>>();

  const declareAs =
    (method: Method): Declare =>
    (path, options, handle) => {
      declarations.push({ method, path, ...publishedOf(options) });
      const { door, params, query, headers, body, onRefusal = (error) => error } = options;
      const { limit: group = 'api', idempotent = false } = options;
      const { signedBy, list, bodyLimitBytes: limitBytes } = options;
      const without = typeof idempotent === 'object' ? idempotent.without : [];
      const readParams = inputReader(params, 'path');
      const readQuery = inputReader(query, 'query');
      const readHeaders = inputReader(headers, 'headers');
      const readNoBody = inputReader<NonNullable<typeof body>>(undefined, 'body');
      const beginStages = stageWatch(timeStages(path));
      const run = async (req: Request, res: Response): Promise<void> => {
        const tell = tellPoliciesIn(res);
        const passed = beginStages();
        const knowledge = await door.enter(knockOf(req, { group, tell }));
        passed('door');
        const keyed = idempotent === false ? null : readIdempotencyKey(req);
        // The body comes last: who is not let in cannot make us read it.
        const sent = {
          params: readParams(() => req.params),
          query: readQuery(() => req.query),
          headers: readHeaders(() => req.headers),
          body: body
            ? await readBodyAs(req, res, { schema: body, limitBytes, signedBy, list, onBody: keyed?.onBody })
            : readNoBody(() => undefined),
        };
        if (body) passed('body');
        const idempotency = keyed?.finish() ?? null;
        const call = callOf(res, { tell, idempotency });
        const work = () => handle({ ...knowledge, ...call, ...sent });
        const once =
          idempotency === null || idempotent === 'by handler'
            ? null
            : { ...KeyHolder.parse(knowledge), idempotency, without, tellReplay: call.tellReplay };
        const reply = await (once === null ? work() : answerOnce(once, work));
        passed('handler');
        await sendReply(res, reply);
      };
      const byMethod = answers.get(path) ?? new Map<Method, Answer>();
      answers.set(path, byMethod.set(method, { run, refuse: refuseAs(onRefusal) }));
    };

  return {
    get: declareAs('get'),
    post: declareAs('post'),
    put: declareAs('put'),
    patch: declareAs('patch'),
    delete: declareAs('delete'),
    declarations,
    router: () => routerOf(answers),
  };
};
