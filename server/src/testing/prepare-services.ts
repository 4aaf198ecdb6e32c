/** Run once around all tests: keeps the desk that starts real Postgres and Redis when a test asks for them. */

import type { TestProject } from 'vitest/node';
import { readEnvironment } from '../config/read-environment.ts';
import { openServiceDesk } from './services/service-desk.ts';

declare module 'vitest' {
  interface ProvidedContext {
    serviceDesk: string;
  }
}

/** Opens the desk, tells the tests where it is, and returns its closing. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const desk = await openServiceDesk(readEnvironment());
  project.provide('serviceDesk', desk.address);
  return desk.close;
};
