/** Whether a worker thread died because its heap was full: the runtime ends the thread, the process lives on. */
export const ranOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
