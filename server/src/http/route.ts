import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import type { Idempotency } from '../kernel/idempotency.ts';
import type { Door, Knock, LimitGroup } from './door.ts';
import { readIdempotencyKey, tellReplayIn } from './idempotency-key.ts';
import { inputReader } from './parse-input.ts';
import { type TellPolicies, tellPoliciesIn } from './rate-limit-headers.ts';
import { type Reply, sendReply } from './reply.ts';
import { type StageTimes, stageWatch, untimed } from './stage-watch.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What is published about an endpoint. */
export type Declaration = {
  readonly method: Method;
  /** As Express writes it: `/api/user/keys/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly security: Door<object>['security'];
  /** What its requests count against; null where they are not counted. */
  readonly limit: LimitGroup | 'address' | null;
  /** Whether it may be sent again under an `Idempotency-Key`. */
  readonly isIdempotent: boolean;
  readonly params: z.ZodType | null;
  readonly query: z.ZodType | null;
  readonly headers: z.ZodType | null;
  readonly body: z.ZodType | null;
  /** Null where a good answer is empty (204), or a file and nothing else. */
  readonly reply: z.ZodType | null;
  /** The status of a good answer. */
  readonly status: number;
  readonly replyType: string;
  /** What comes instead as server-sent events, when those are asked for. */
  readonly events: z.ZodType | null;
  /** Whether a good answer is a file; `reply` then tells what else it may be (202). */
  readonly isFile: boolean;
  /** The statuses of the errors it may answer with, besides those that its door and its body bring along. */
  readonly refusals: readonly number[];
};

/** What every handler is given besides what its door learned. */
export type Call = {
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** For who changes what the door has told: a fresh month after a charge. */
  readonly tell: TellPolicies;
  /** For handlers that see to it themselves; null when the client sent no key. */
  readonly idempotency: Idempotency | null;
  /** Says in the answer's headers that it is an earlier one, given again. */
  readonly tellReplay: () => void;
};

/**
 * Runs `work` once for each idempotency key, and gives its answer again after that, an error of the client's too. Of what
 * is kept the members in `without` are missing: they are secrets.
 */
export type AnswerOnce = (
  asked: Pick<Call, 'tellReplay'> & {
    readonly userId: string;
    readonly idempotency: Idempotency;
    readonly without: readonly string[];
  },
  work: () => Promise<Reply>,
) => Promise<Reply>;

/** What was sent, as the schemas of the declaration read it; `unknown` where there is no schema. */
type Sent<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, H extends z.ZodType> = {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly headers: z.output<H>;
  readonly body: z.output<B>;
};

type Options<
  K extends object,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  H extends z.ZodType,
> = {
  readonly door: Door<K>;
  readonly summary: string;
  readonly reply: z.ZodType | null;
  /** The status of a good answer, where it is neither 200 nor, without a reply, 204. */
  readonly status?: 201 | 202;
  /** The media type of a good answer that is not JSON. */
  readonly replyType?: string;
  /** One event, where the answer comes as server-sent events when the client accepts those. */
  readonly events?: z.ZodType;
  readonly isFile?: boolean;
  readonly refusals?: readonly number[];
  /** Where the door counts by user: against which limit. */
  readonly limit?: LimitGroup;
  /** Whether a client may send it again under an `Idempotency-Key`, and who then gives the first answer. */
  readonly idempotent?: true | 'by handler' | { readonly without: readonly string[] };
  readonly params?: P;
  readonly query?: Q;
  /** Of the headers only those that the schema names, in small letters. */
  readonly headers?: H;
  readonly body?: B;
  /** Where strangers may send a body, a smaller one than elsewhere. */
  readonly bodyLimitBytes?: number;
  /** The header that signs the body: then the body comes as `SignedBody`, its bytes as they were sent. */
  readonly signedBy?: string;
  /** A list of the body that may be long: it comes as `LargeJson`, not read. */
  readonly list?: string;
  /** Puts an error into the words of a protocol that is not ours, before it is written. */
  readonly onRefusal?: (error: AppError) => AppError;
};

type Declare = <
  K extends object,
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  H extends z.ZodType = z.ZodType,
>(
  path: string,
  options: Options<K, P, Q, B, H>,
  handle: (call: K & Call & Sent<P, Q, B, H>) => Promise<Reply>,
) => void;

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

const publishedOf = (options: Options<object, z.ZodType, z.ZodType, z.ZodType, z.ZodType>) => {
  const {
    door,
    limit = 'api',
    idempotent = false,
    summary,
    reply,
    status = reply ? 200 : 204,
    replyType = 'application/json',
    events = null,
    isFile = false,
    refusals = [],
    params = null,
    query = null,
    headers = null,
    body = null,
  } = options;
  const counted = door.limitedBy === 'user' ? limit : door.limitedBy;
  const isIdempotent = idempotent !== false;
  const good = { reply, replyType, events, isFile, status };
  const input = { params, query, headers, body };
  return { security: door.security, limit: counted, isIdempotent, summary, ...good, refusals, ...input };
};

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
