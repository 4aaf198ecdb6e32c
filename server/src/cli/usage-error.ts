/** What the person at the command line got wrong, in a sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
