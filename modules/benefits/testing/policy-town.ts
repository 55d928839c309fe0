/** A community with its committee, a women's federation, staff of every kind and a few residents, for the tests of benefits. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CataloguePort, catalogue } from '@liren/catalogue/contract'
import catalogueModule from '@liren/catalogue/server'
import { Refused } from '@liren/contract'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import type { Preset } from '@liren/kernel'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import { people } from '@liren/people/contract'
import peopleModule from '@liren/people/server'
import territory from '@liren/territory/server'
import { host } from '@liren/testing'
import { benefits } from '../contract.ts'
import module from '../server/module.ts'

export const district = '440104000000'
export const street = '440104001000'
export const [here, nextDoor] = ['440104001001', '440104001002'] as const
export const cell = `${here}001`
const [committee, federation, centre] = [randomUUID(), randomUUID(), randomUUID()]

const rulesFile = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../presets/yuexiu/benefits/rules.json'), 'utf8'),
) as { readonly facts: object; readonly rules: readonly { readonly id: string }[] }

const preset: Preset = {
  name: 'policy-town',
  modules: [],
  scale: 'demo',
  has: (path) => path === 'benefits/rules.json',
  // Tests know what they ask for.
  read: async <T>() => rulesFile as T,
  progress: () => {},
}

/** Numbers under the region of made-up people, with right checks. */
const numbered = (birth: string, sequence: string) => {
  const body = `449001${birth.replaceAll('-', '')}${sequence}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((all, weight, index) => all + weight * Number(body[index]), 0)
  return `${body}${'10X98765432'[sum % 11]}`
}

export const openPolicyTown = async (now: string) => {
  const town = await host(
    [territory, organisation, identity, peopleModule, files, notices, matters, catalogueModule, module],
    { now, rootArea: district },
  )
  await town.owner.query(`insert into territory_areas (code, name, level, parent_code, valid_from_on) values
    ('${district}', '越秀区', 'district', null, '2020-01-01'), ('${street}', '洪桥街道', 'subdistrict', '${district}', '2020-01-01'),
    ('${here}', '越秀山社区', 'community', '${street}', '2020-01-01'), ('${nextDoor}', '应元社区', 'community', '${street}', '2020-01-01'),
    ('${cell}', '第1网格', 'gridCell', '${here}', '2020-01-01')`)
  for (const [id, code, kind, name, area] of [
    [committee, 'C-1', 'residentsCommittee', '越秀山社区居委会', here],
    [federation, 'FL-1', 'mass', '区妇联', district],
    [centre, 'CC-1', 'commandCentre', '街道指挥中心', street],
  ])
    await town.owner.query(
      `insert into organisation_units (id, code, kind, name, short_name, area_code, created_at) values ($1, $2, $3, $4, $4, $5, now())`,
      [id, code, kind, name, area],
    )
  await town.host.seed(preset)

  const staff = (name: string, role: string, area: string = district, unitId: string | null = null) =>
    town.as({ name, roles: [{ role, area, unitId }] })
  const who = {
    steward: staff('数据管理员', 'dataSteward'),
    supervisor: staff('督查员', 'supervisor'),
    admin: staff('社区管理员', 'communityAdmin', here),
    worker: town.as({
      name: '李社工',
      roles: [
        { role: 'communityWorker', area: here, unitId: committee },
        { role: 'communityWorker', area: here, unitId: null },
      ],
    }),
    grid: staff('林网格', 'gridWorker', here),
    elsewhere: staff('何网格', 'gridWorker', nextDoor),
    protector: staff('妇联专干', 'handler', district, federation),
  }
  let serial = 10
  const settle = async (about: {
    readonly name: string
    readonly birth: string
    readonly sex?: 'F' | 'M'
    readonly area?: string
    readonly shared?: Readonly<Record<string, unknown>>
    readonly consents?: readonly string[]
  }) => {
    serial += 2
    const sequence = String(serial + (about.sex === 'M' ? 1 : 0)).padStart(3, '0')
    const { id } = await staff('登记员', 'communityWorker', street).ask(people, 'register', {
      body: { fullName: about.name, identityNumber: numbered(about.birth, sequence), areaCode: about.area ?? cell },
    })
    const accountId = randomUUID()
    await town.owner.query(
      `insert into identity_accounts (id, login_name, login_key, display_name, kind, person_id, created_at)
       values ($1, $2, $2, $3, 'person', $4, now())`,
      [accountId, `resident-${serial}`, about.name, id],
    )
    const roles = [{ role: 'resident', area: here, unitId: null }]
    const asks = town.as({ id: accountId, name: about.name, roles, personId: id })
    const shared = Object.entries(about.shared ?? {})
    if (shared.length > 0)
      await town.work(catalogueModule, async (work) => {
        // The plug types ports loosely; this is the catalogue's own.
        const port = catalogueModule.port?.(work) as CataloguePort
        await port.record(
          { kind: 'person', id },
          shared.map(([key, value]) => ({ key, value, source: '数源部门', on: '2026-06-01' })),
        )
      })
    for (const purpose of about.consents ?? [])
      await asks.ask(catalogue, 'decideConsent', { params: { purpose }, body: { isGiven: true, version: 1 } })
    return { id, asks }
  }
  /** Declares, approves, counts and puts to use. */
  const screen = async (ruleIds: readonly string[], area: string = here) => {
    const { id } = await who.steward.ask(benefits, 'propose', {
      body: { purpose: '查找应享未享人员', basis: '《社会救助暂行办法》', area, ruleIds: [...ruleIds] },
    })
    const params = { id }
    await who.supervisor.ask(benefits, 'decide', { params, body: { isApproved: true, note: '' } })
    await who.steward.ask(benefits, 'count', { params })
    await town.settle()
    await who.supervisor.ask(benefits, 'use', { params })
    await town.settle()
    return id
  }
  return { town, who, settle, screen, units: { committee, federation, centre } }
}

/** How somebody was refused. */
export const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`)
  const { code, status, field } = error.problem
  return { code, status, field }
}
