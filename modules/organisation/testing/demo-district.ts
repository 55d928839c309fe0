/** For tests: the demo district with its territory and organisation, seeded. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Module } from '@liren/kernel'
import { host } from '@liren/testing'
import module from '../server/module.ts'

const presets = join(import.meta.dirname, '../../../presets')

export const presetNamed = (name: string) => ({
  name,
  modules: ['territory', 'organisation', 'identity'],
  scale: 'demo' as const,
  // Files of the repository, checked by the tests of the hearts.
  read: async <T>(path: string) => JSON.parse(await readFile(join(presets, name, path), 'utf8')) as T,
  has: (path: string) => existsSync(join(presets, name, path)),
  progress: () => {},
})

export const district = '440104000000'
export const street = '440104001000'
export const community = '440104001001'

export const demoDistrict = async (territory: Module, name = 'yuexiu') => {
  const town = await host([territory, module], { now: '2026-11-23T10:00:00+08:00' })
  await town.host.seed(presetNamed(name))
  const as = (role: string, area: string) => town.as({ roles: [{ role, area, unitId: null }] })
  return { town, as }
}
export type Demo = Awaited<ReturnType<typeof demoDistrict>>
