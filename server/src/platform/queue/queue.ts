import type { Transaction } from 'kysely';
import type { z } from 'zod';

/** A piece of work as whoever does it is given it. */
export type Job<Body> = {
  readonly id: string;
  readonly body: Body;
  /** 1 at the first attempt. */
  readonly attempt: number;
  /** Nobody will try again: what has to be said when all failed is said now. */
  readonly isLastAttempt: boolean;
  /** Aborted when the time for it is over. */
  readonly signal: AbortSignal;
};

/** What there is to know about one kind of job. */
export type JobKind<S extends z.ZodType> = {
  readonly body: S;
  /**
   * Resolves when it is done, throws to be tried again. A process may die at any moment, also right before a job is
   * marked as done: doing it twice must do no harm.
   */
  readonly work: (job: Job<z.output<S>>) => Promise<void>;
  /** How often it is tried in all before the job is dead. */
  readonly attempts: number;
  /** From the first failure to the next attempt; then twice as long each time, with chance in it, up to the longest. */
  readonly firstPauseSeconds: number;
  readonly longestPauseSeconds: number;
  /** How long one attempt may take; a job whose process died is taken up again after this. */
  readonly limitSeconds: number;
  /** How many each process does at once. */
  readonly atOnce: number;
  /**
   * How many are fetched together: the next ones come when all of these are done, so jobs that take long come one by
   * one. Default 1.
   */
  readonly together?: number;
};

/** How and when a job is put into the queue. */
export type EnqueueOptions = {
  /** The business transaction: the job exists when it commits, and only then. */
  readonly trx?: Transaction<unknown>;
  readonly startAfter?: Date;
  /** One at most in each span of so many seconds; `key` tells apart what may be there beside each other. */
  readonly oncePer?: { readonly seconds: number; readonly key: string };
};

/** Puts a job into the queue, or several at once. */
export type Enqueue<Body> = (body: Body | readonly Body[], options?: EnqueueOptions) => Promise<void>;

/** A job that failed at its last attempt. */
export type DeadJob = {
  readonly id: string;
  readonly name: string;
  readonly body: unknown;
  readonly attempts: number;
  readonly fault: string;
  readonly createdAt: Date;
  readonly diedAt: Date;
};

/** How many jobs there are, by state. */
export type QueueCounts = { readonly waiting: number; readonly active: number; readonly dead: number };

/** Jobs that outlive the process, in the same Postgres as everything else. */
export type Queue = {
  /** Declares a kind of job, before the start, and returns what enqueues it. Every process declares every kind. */
  readonly declare: <S extends z.ZodType<object, object>>(
    name: string,
    kind: JobKind<S>,
  ) => Enqueue<z.input<S>>;
  /** Makes jobs enqueueable; with `works` this process does them too. */
  readonly start: (options: { readonly works: boolean }) => Promise<void>;
  readonly counts: () => Promise<QueueCounts>;
  /** The newest first. */
  readonly listDead: (most: number) => Promise<readonly DeadJob[]>;
  /** Tries a dead job once more; false when there is no such dead job. */
  readonly retryDead: (id: string) => Promise<boolean>;
  /** Takes no more jobs and lets those at hand finish within the limit; the rest is done by others, later. */
  readonly stop: () => Promise<void>;
};
