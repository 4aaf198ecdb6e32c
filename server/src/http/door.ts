import type { TellPolicies } from './rate-limit-headers.ts';

/** Which of a user's limits a request counts against: pages cost much more than the rest. */
export type LimitGroup = 'scrape' | 'api';

/** What a door may look at: never the body, so that strangers cannot make us read one. */
export type Knock = {
  readonly authorization: string | undefined;
  /** The client's IP address. Found when asked for: who has a good token is not counted by address. */
  readonly address: () => string;
  /** What stands after the `?` under a name, where it stands there once. */
  readonly query: (name: string) => string | null;
  readonly group: LimitGroup;
  /** Says in the answer's headers what is left of a limit, whatever the answer will be. */
  readonly tell: TellPolicies;
  /** Told of a member who is refused for having asked too often: the door then knows nothing else of them. */
  readonly onLimited?: (userId: string) => void;
};

/** Decides who comes in, and tells the handler what it learned about them. Throws `unauthenticated` otherwise. */
export type Door<Knowledge extends object> = {
  /** The name under which the API description lists what this door asks for; null when it asks for nothing. */
  readonly security: 'bearer' | null;
  /** Whose requests are counted here; null where nobody's are. */
  readonly limitedBy: 'user' | 'address' | null;
  /** Throws `rate_limited` for who has asked too often. */
  readonly enter: (knock: Knock) => Promise<Knowledge>;
};

/** The door of what everybody may see as often as they like: health, keys, this API's description. */
export const openDoor: Door<object> = { security: null, limitedBy: null, enter: async () => ({}) };
