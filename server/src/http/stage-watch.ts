/** Takes the seconds of each stage of a request's walk. */
export type StageTimes = Readonly<Record<'door' | 'body' | 'handler', (seconds: number) => void>>;

/** Begins to time a request; what it returns is told of each stage when it is over. A stage that throws is not timed. */
export const stageWatch = (times: StageTimes) => () => {
  let sinceMs = performance.now();
  return (stage: keyof StageTimes): void => {
    const nowMs = performance.now();
    times[stage]((nowMs - sinceMs) / 1000);
    sinceMs = nowMs;
  };
};

/** For who does not ask how long it took. */
export const untimed: StageTimes = { door: () => {}, body: () => {}, handler: () => {} };
