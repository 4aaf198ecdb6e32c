import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'server/src/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['server/src/testing/prepare-database.ts', 'server/src/testing/prepare-services.ts'],
    // Half of the files wait for other processes.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
