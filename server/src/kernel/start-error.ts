/** What keeps the process from starting, in a sentence for the operator, who needs no stack trace. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
