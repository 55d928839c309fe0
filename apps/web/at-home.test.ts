/** What home pages draw at once comes in few files: a cheap phone waits for each of them. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { atHome } from './at-home.ts'

const modules = join(import.meta.dirname, '../../modules')
const home = atHome()
// The border to the bundler: of its context a plug's reader uses `parse` alone.
const { buildStart } = home.plugin as unknown as { buildStart: (this: { parse: (text: string) => unknown }) => void }
buildStart.call({ parse: (text) => parseSync('plug.tsx', text).program })

const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\/web\/.*\.tsx?$/.test(file),
)
const chunks = new Map(
  files.flatMap((file) => {
    const chunk = home.chunkOf(join(modules, file), { getModuleInfo: () => null })
    return chunk ? [[file, chunk] as const] : []
  }),
)

test('what all boards draw and what only residents draw come in one file each', () => {
  expect(chunks.get('notices/web/unread-badge.tsx')).toBe('at-home-desk-merchant-resident-worker')
  expect(chunks.get('launcher/web/resident/doors.tsx')).toBe('at-home-resident')
  expect(chunks.get('mall/web/resident/waits.tsx')).toBe('at-home-resident')
  expect(new Set(chunks.values()).size).toBeLessThanOrEqual(4)
})

test('no phone fetches what only the desk draws', () => {
  expect([...chunks.keys()].filter((file) => file.includes('/desk/'))).toEqual([])
})
