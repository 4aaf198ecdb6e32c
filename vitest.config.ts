import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'server/src/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['server/src/testing/prepare-database.ts', 'server/src/testing/prepare-services.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
