/** What an endpoint says of itself: who may knock, what it takes, what it answers. */

import type { z } from 'zod';
import type { AppError } from '../kernel/app-error.ts';
import type { Idempotency } from '../kernel/idempotency.ts';
import type { Door, LimitGroup } from './door.ts';
import type { TellPolicies } from './rate-limit-headers.ts';
import type { Reply } from './reply.ts';

/** How an endpoint is asked. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

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

/** What is said of an endpoint where it is declared. */
export type Options<
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

/** Declares an endpoint: what it takes and answers, and who answers. */
export type Declare = <
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

/** Of what is said of an endpoint, what the world is told. */
export const publishedOf = (options: Options<object, z.ZodType, z.ZodType, z.ZodType, z.ZodType>) => {
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
