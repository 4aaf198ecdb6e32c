import { answerWithin, late } from './answer-within.ts';
import type { Clock } from './clock.ts';
import type { Service, ServiceName, ServiceState } from './service.ts';

/** How to find out how a service is, and what its states cost. */
export type ServiceCheck = {
  readonly name: ServiceName;
  readonly ask: () => ServiceState | Promise<ServiceState>;
  /** Who takes longer is down. One that may take longer than a monitor waits is told as it was last, until then. */
  readonly limitMs?: number;
  readonly costs: { readonly [State in ServiceState]?: string };
};

type Needs = { readonly checks: readonly ServiceCheck[]; readonly clock: Pick<Clock, 'elapsedMs'> };

/** A monitor is answered within 200 ms whatever hangs. */
const monitorWaitsMs = 100;
const keptForMs = 1_000;

type Known = { readonly state: ServiceState; readonly atMs: number };

/** The state of one service, at most a second old; a service that hangs is asked once, not once a second. */
const createProbe = ({ ask, limitMs = monitorWaitsMs }: ServiceCheck, clock: Needs['clock']) => {
  let known: Known | null = null;
  let asked: Promise<ServiceState> | null = null;
  let judging: Promise<ServiceState> | null = null;

  const learn = (state: ServiceState): ServiceState => {
    known = { state, atMs: clock.elapsedMs() };
    return state;
  };
  const question = async (): Promise<ServiceState> => {
    try {
      return learn(await ask());
    } catch {
      // Whatever went wrong: it does not answer, and that is all that is asked here.
      return learn('down');
    } finally {
      asked = null;
    }
  };
  const judge = async (): Promise<ServiceState> => {
    asked ??= question();
    const state = await answerWithin(asked, limitMs);
    judging = null;
    return state === late ? learn('down') : state;
  };

  return async (): Promise<ServiceState> => {
    if (known !== null && clock.elapsedMs() - known.atMs < keptForMs) return known.state;
    judging ??= judge();
    if (known === null) return judging;
    const state = await answerWithin(judging, monitorWaitsMs);
    return state === late ? known.state : state;
  };
};

/** Asks each service how it is: all at once, within a limit, and no service more than once a second. */
export const createServiceChecks = ({ checks, clock }: Needs): (() => Promise<readonly Service[]>) => {
  const probes = checks.map((check) => ({ ...check, probe: createProbe(check, clock) }));
  return () =>
    Promise.all(
      probes.map(async ({ name, costs, probe }): Promise<Service> => {
        const state = await probe();
        const cost = costs[state];
        return cost === undefined ? { name, state } : { name, state, costs: cost };
      }),
    );
};
