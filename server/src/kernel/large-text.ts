/**
 * A long text as UTF-8 bytes, so that it can be moved from thread to thread: a string is copied each time, and ten
 * megabytes copied on the main thread are felt by everybody. Moving it away empties it here.
 */
export class LargeText {
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
  }
}

/** Texts shorter than this are cheaper to copy than to move. */
export const largeTextLength = 256 * 1024;

/** The bytes of a text, for moving them. */
export const encodeText = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** The text again. A byte order mark stays, for places in the text are counted from its first character. */
export const decodeText = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
