/** What a door may look at: never the body, so that strangers cannot make us read one. */
export type Credentials = { readonly authorization: string | undefined };

/** Decides who comes in, and tells the handler what it learned about them. Throws `unauthenticated` otherwise. */
export type Door<Knowledge extends object> = {
  /** The name under which the API description lists what this door asks for; null when it asks for nothing. */
  readonly security: 'bearer' | null;
  readonly enter: (credentials: Credentials) => Promise<Knowledge>;
};

/** The door of what everybody may see. */
export const openDoor: Door<object> = { security: null, enter: async () => ({}) };
