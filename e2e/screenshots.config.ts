/** `npm run screenshots`: the same server and browser as the journeys, but only pictures for the README are taken. */
import { defineConfig, mergeConfig } from 'vitest/config'
import journeys from './vitest.config.ts'

const config = mergeConfig(journeys, defineConfig({ test: {} }))
config.test.include = ['e2e/screenshots.ts']
export default config
