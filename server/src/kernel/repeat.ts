type Needs = {
  /** From the end of one turn to the beginning of the next. */
  readonly everyMs: number;
  readonly work: () => Promise<void>;
  /** Told of the first failing of a row of them: work that fails four times a second is one fault. */
  readonly onFault: (error: unknown) => void;
};

/** Work that is done again and again, one turn at a time. */
export type Repeat = {
  /** Begins a turn now, or right after the one that is running; resolves when it is over. */
  readonly soon: () => Promise<void>;
  /** No turn begins afterwards; resolves when the last one is over. */
  readonly stop: () => Promise<void>;
};

/** Begins the first turn at once. Its timer does not keep the process alive. */
export const createRepeat = ({ everyMs, work, onFault }: Needs): Repeat => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let following: Promise<void> | null = null;
  let isFailing = false;
  let isStopped = false;

  const turn = async (): Promise<void> => {
    try {
      await work();
      isFailing = false;
    } catch (error) {
      if (!isFailing && !isStopped) onFault(error);
      isFailing = true;
    }
  };

  const begin = (): Promise<void> => {
    clearTimeout(timer);
    if (isStopped) return Promise.resolve();
    running = turn().finally(() => {
      running = null;
      if (!isStopped) timer = setTimeout(begin, everyMs).unref();
    });
    return running;
  };

  const beginFollowing = (): Promise<void> => {
    following = null;
    // Somebody may have been quicker: that turn, too, began after this one was asked for.
    return running ?? begin();
  };

  const soon = (): Promise<void> => {
    if (running === null) return begin();
    following ??= running.then(beginFollowing);
    return following;
  };

  void begin();
  return {
    soon,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
