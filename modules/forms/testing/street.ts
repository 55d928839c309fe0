/** A small community for tests: an old neighbour in the register, a worker who helps, and somebody from elsewhere. */
import { randomUUID } from 'node:crypto'
import { type CataloguePort, catalogue } from '@liren/catalogue/contract'
import catalogueModule from '@liren/catalogue/server'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import { people } from '@liren/people/contract'
import peopleModule from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import type { FormsPort } from '../contract.ts'
import type { FormDefinition } from '../definition.ts'
import module from '../server/module.ts'

export const here = '440104001001'
export const elsewhere = '440104022001'
export const cell = `${here}001`

type Roles = readonly (readonly [role: string, area: string])[]

export const openStreet = async () => {
  const town: Town = await host(
    [territory, organisation, identity, peopleModule, files, notices, matters, catalogueModule, module],
    { now: '2026-11-28T10:00:00+08:00' },
  )
  await town.owner.query(`insert into territory_areas (code, name, level, parent_code, valid_from_on) values
    ('440104000000', '越秀区', 'district', null, '2020-01-01'), ('440104001000', '洪桥街道', 'subdistrict', '440104000000', '2020-01-01'),
    ('${here}', '越秀山社区', 'community', '440104001000', '2020-01-01'), ('${cell}', '第1网格', 'gridCell', '${here}', '2020-01-01'),
    ('440104022000', '远处街道', 'subdistrict', '440104000000', '2020-01-01'), ('${elsewhere}', '远处社区', 'community', '440104022000', '2020-01-01')`)
  await town.owner.query(`update territory_revisions set revision = 'test'`)

  const grants = (roles: Roles) => roles.map(([role, area]) => ({ role, area, unitId: null }))
  const staff = (role: string, area = here, more: { id?: string; name?: string; helps?: string } = {}) =>
    town.as({
      roles: grants([[role, area]]),
      ...(more.id ? { id: more.id } : {}),
      ...(more.name ? { name: more.name } : {}),
      ...(more.helps ? { onBehalfOf: { personId: more.helps, authorityId: randomUUID() } } : {}),
    })
  const worker = staff('communityWorker')
  const neighbour = async (fullName: string, identityNumber: string, phone: string) => {
    const { id } = await worker.ask(people, 'register', {
      body: { fullName, identityNumber, phone, areaCode: cell, address: '东风东路 1 号', residence: 'permanent' },
    })
    return { id, asks: town.as({ roles: grants([['resident', here]]), personId: id, name: fullName }) }
  }
  const asForms = <T>(effect: (port: FormsPort) => Promise<T>) =>
    town.work(module, (work) => {
      const port = module.port?.(work)
      if (!port) throw new Error('no port')
      return effect(port as FormsPort) // the plug types ports loosely
    })
  return {
    town,
    staff,
    worker,
    neighbour,
    asForms,
    lay: (definition: FormDefinition) => asForms((port) => port.lay(definition)),
    told: (subject: { kind: 'person' | 'enterprise'; id: string }, values: Readonly<Record<string, unknown>>) =>
      town.work(module, (work) =>
        (work.use(catalogue) as CataloguePort).record(
          subject,
          Object.entries(values).map(([key, value]) => ({ key, value, source: '社保卡持卡库', on: '2026-10-01' })),
        ),
      ),
    agree: async (who: Awaited<ReturnType<typeof neighbour>>, purpose: string) => {
      const { items } = await who.asks.ask(catalogue, 'listMyConsents')
      const version = items.find((one) => one.purpose === purpose)?.version ?? 1
      await who.asks.ask(catalogue, 'decideConsent', { params: { purpose }, body: { isGiven: true, version } })
    },
    footprints: async (who: Awaited<ReturnType<typeof neighbour>>) =>
      (await who.asks.ask(people, 'listMyFootprints', { query: {} })).items.flatMap(({ fields }) => fields),
  }
}
