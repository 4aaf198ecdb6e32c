import type { Response } from 'express';

/** A limit and what is left of it. */
export type RateLimitPolicy = {
  /** Tells it apart from others in the same answer: letters only. */
  readonly name: string;
  readonly quota: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until the quota is there in full again. */
  readonly resetSeconds: number;
};

/** Puts policies into the answer's headers, beside those told before; one that is told again replaces its former self. */
export type TellPolicies = (policies: readonly RateLimitPolicy[]) => void;

/**
 * `RateLimit`, a list of RFC 9651: `"minute";r=29;t=31` (draft-ietf-httpapi-ratelimit-headers). What follows these two
 * is, to the draft, a comment; programs that know its edition 7 look for those words.
 */
const formatRateLimit = (policies: readonly RateLimitPolicy[]): string =>
  policies
    .map(({ name, quota, remaining, resetSeconds }) => {
      const now = `r=${remaining};t=${resetSeconds}`;
      return `"${name}";${now};limit=${quota};remaining=${remaining};reset=${resetSeconds}`;
    })
    .join(', ');

/** `RateLimit-Policy`, a list of RFC 9651: `"minute";q=30;w=60` (draft-ietf-httpapi-ratelimit-headers). */
const formatRateLimitPolicy = (policies: readonly RateLimitPolicy[]): string =>
  policies.map(({ name, quota, windowSeconds }) => `"${name}";q=${quota};w=${windowSeconds}`).join(', ');

/** Tells policies in the headers of this answer for as long as they have not been sent. */
export const tellPoliciesIn = (res: Response): TellPolicies => {
  let told: readonly RateLimitPolicy[] = [];
  return (policies) => {
    if (res.headersSent || policies.length === 0) return;
    const others = told.filter(({ name }) => policies.every((policy) => policy.name !== name));
    told = [...others, ...policies];
    res.setHeader('RateLimit', formatRateLimit(told));
    res.setHeader('RateLimit-Policy', formatRateLimitPolicy(told));
  };
};
