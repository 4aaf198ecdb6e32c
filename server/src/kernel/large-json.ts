/**
 * A long list as JSON in UTF-8, not read yet: who needs its values reads them on a thread of their own. Only its brackets
 * were looked at, so it may still turn out not to be JSON.
 */
export class LargeJson {
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
  }
}
