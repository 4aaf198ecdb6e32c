/** Where lines go. */
export type Lines = { readonly write: (text: string) => unknown };

/**
 * Writes what comes in one turn of the event loop at once, after that turn: on a pipe or a file the whole process waits
 * for each write, and a busy turn answers many requests. `flush` is for the end of the process, so that its last words
 * are read; only a process that is killed loses those of its last turn.
 */
export const gatherLines = (out: Lines): Lines & { readonly flush: () => void } => {
  let gathered = '';
  const flush = (): void => {
    const text = gathered;
    gathered = '';
    if (text !== '') out.write(text);
  };
  return {
    write: (text) => {
      if (gathered === '') setImmediate(flush);
      gathered += text;
    },
    flush,
  };
};
