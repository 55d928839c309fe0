/** How journeys run: one real server and one browser for all of them, one file after the other. */
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..'),
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['e2e/global-setup.ts'],
    setupFiles: ['e2e/after-each.ts'],
    pool: 'forks',
    maxWorkers: 1,
    // Browser and sessions are shared by all files.
    isolate: false,
    fileParallelism: false,
    // Pages that are only looked at are walked side by side: while one waits, another draws.
    maxConcurrency: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    // On a machine nobody watches, a journey that tripped over the machine itself may walk once more; Vitest says so.
    retry: process.env.CI ? 1 : 0,
  },
})
