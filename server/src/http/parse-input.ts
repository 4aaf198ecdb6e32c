import type { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { describeInputFaults, faultsOf } from '../kernel/input-faults.ts';

/** Turns what was sent into what the schema says; throws `invalid_request` that names every fault. */
export const parseInput = <S extends z.ZodType>(schema: S, sent: unknown, part: string): z.output<S> => {
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error);
  throw new AppError(
    'invalid_request',
    `The ${part} is not as it should be: ${describeInputFaults(faults)}.`,
    {
      faults,
    },
  );
};
