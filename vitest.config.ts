/** How the tests beside the code run: one real database server per run, two files at a time. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,modules,apps,scripts,presets}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**', 'e2e/**', 'bench/**'],
    globalSetup: ['packages/testing/database.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
})
