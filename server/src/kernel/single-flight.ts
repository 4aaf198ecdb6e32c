/** Runs `work` unless the same is being done already; then its outcome is shared, a failure too. */
export type SingleFlight<T> = (key: string, work: () => Promise<T>) => Promise<T>;

/** For questions whose answer may be shared: a hundred that are asked at once cost one. */
export const createSingleFlight = <T>(): SingleFlight<T> => {
  const flights = new Map<string, Promise<T>>();
  return (key, work) => {
    const flying = flights.get(key);
    if (flying) return flying;
    const flight = work().finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  };
};
