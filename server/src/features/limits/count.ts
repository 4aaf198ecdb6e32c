/** A window of time as one counter sees it. */
export type Window = { readonly used: number; readonly resetMs: number };

/** A request as it was counted: by all instances together unless Redis was away, and always by this one. */
export type Count = { readonly shared: Window | null; readonly own: Window };

/** Every limit is one a minute. */
export const windowSeconds = 60;
