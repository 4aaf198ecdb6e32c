/** What keeps the process from starting, in a sentence for the operator, who needs no stack trace. */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}

/** The data folder belongs to another process: for some commands that is no fault but an answer. */
export class DataDirBusyError extends StartError {
  override readonly name = 'DataDirBusyError';
}
