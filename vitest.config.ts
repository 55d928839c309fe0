/** How the tests beside the code run: one real database server per run, two files at a time. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,modules,apps,scripts,presets}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**', 'e2e/**', 'bench/**'],
    globalSetup: ['packages/testing/database.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Nothing of ours is replaced in tests, so files share what they import: half of the time went into importing it again.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
})
