/** Places that presets give to tiles are sections of the page of all services, and what stands behind doors has one. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { groups } from './group.ts'

const presets = new URL('../../presets/', import.meta.url)

test('every tile a preset places stands in a section there is, foundations with doors among them', () => {
  for (const name of readdirSync(presets)) {
    const placed: Readonly<Record<string, string>> = JSON.parse(
      readFileSync(new URL(`${name}/launcher/groups.json`, presets), 'utf8'),
    )
    for (const [of, place] of Object.entries(placed)) expect(groups, `${name} ${of}`).toContain(place)
    for (const foundation of ['matters', 'points', 'organisation', 'catalogue'])
      expect(Object.keys(placed), name).toContain(`native:${foundation}`)
  }
})
