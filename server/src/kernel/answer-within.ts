/** Stands for an answer that did not come in time. */
export const late = Symbol('late');

/**
 * Waits for an answer, but no longer than the limit. A limit that ran out while this process was busy proves nothing:
 * the answer may lie in the socket unread. So it is judged two turns of the event loop later, after the socket was read.
 */
export const answerWithin = <T>(answer: Promise<T>, limitMs: number): Promise<T | typeof late> =>
  new Promise((resolve, reject) => {
    const judge = (): void => resolve(late);
    const timer = setTimeout(() => setImmediate(() => setImmediate(judge)), limitMs);
    answer.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
