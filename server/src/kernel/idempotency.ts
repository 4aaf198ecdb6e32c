/** Which request a client means when it sends one again: by its key, and by what the request was. */
export type Idempotency = {
  /** SHA-256 of the key. */
  readonly keyHash: Uint8Array;
  /** SHA-256 of method, path and body: the same key with another request is refused. */
  readonly requestHash: Uint8Array;
};
