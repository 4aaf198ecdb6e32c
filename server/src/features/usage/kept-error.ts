import { z } from 'zod';
import { statusOf } from '../../http/problem.ts';
import { AppError, type ErrorCode } from '../../kernel/app-error.ts';

const Text = z.object({ path: z.string(), message: z.string() });

/** An error as it is kept under an idempotency key. */
export const KeptError = z.object({
  error: z.object({
    code: z.custom<ErrorCode>((code) => typeof code === 'string'),
    message: z.string(),
    faults: z.array(Text).exactOptional(),
    facts: z.record(z.string(), z.unknown()).exactOptional(),
  }),
});

// What may be otherwise the next time: who is asking, what is left, how busy the server is.
const passing = [401, 402, 409, 429];

/** The error, if asking again would only bring it again; null for what may pass. */
export const keepError = (thrown: unknown): z.output<typeof KeptError> | null => {
  if (!(thrown instanceof AppError)) return null;
  const status = statusOf(thrown.code);
  if (status >= 500 || passing.includes(status)) return null;
  const { faults, facts } = thrown.details;
  return {
    error: {
      code: thrown.code,
      message: thrown.message,
      ...(faults ? { faults: [...faults] } : {}),
      ...(facts ? { facts } : {}),
    },
  };
};

/** The error again. */
export const toAppError = ({ error }: z.output<typeof KeptError>): AppError => {
  const { code, message, ...details } = error;
  return new AppError(code, message, details);
};
