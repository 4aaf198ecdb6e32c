import type { z } from 'zod';
import type { Fault } from './app-error.ts';

// An answer that lists ten thousand faults helps nobody.
const mostFaults = 20;
const mostNameLength = 100;

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');

const faultsOfIssue = (issue: z.core.$ZodIssue): readonly Fault[] => {
  if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(issue.path), message: issue.message }];
  return issue.keys.slice(0, mostFaults).map((key) => ({
    path: pathOf([...issue.path, key.slice(0, mostNameLength)]),
    message: 'is not known here',
  }));
};

/** What is wrong with an input, place by place; unknown keys are named. */
export const faultsOf = (error: z.ZodError): readonly Fault[] =>
  error.issues.flatMap(faultsOfIssue).slice(0, mostFaults);

/** The faults as one sentence. */
export const describeInputFaults = (faults: readonly Fault[]): string =>
  faults.map(({ path, message }) => (path === '' ? message : `${path} ${message}`)).join('; ');
