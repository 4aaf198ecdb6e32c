import { randomBytes, randomUUID } from 'node:crypto';

/** Names and secrets nobody has had before, handed in so that tests can foresee them. */
export type Ids = {
  /** A UUID, version 4. */
  readonly next: () => string;
  /** 256 random bits as 43 characters that are safe in a URL. */
  readonly secret: () => string;
};

/** Ids from the operating system's source of chance. */
export const randomIds = (): Ids => ({
  next: () => randomUUID(),
  secret: () => randomBytes(32).toString('base64url'),
});
