// Unit and property tests: everything in test/ but the end-to-end runs, which need a real editor and have a runner of their own.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', '**/node_modules/**'],
    // For what never ends: no test is timed, and a machine may be slow.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});
