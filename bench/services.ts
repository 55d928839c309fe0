/**
 * What people still type and hand in over 28 of the 29 community items, against the recorded paper forms: people of the demo district, for each
 * item somebody whom it is for, with their household and home as the register has them and what a department tells of their kind. Once with
 * every optional consent refused, once with everything agreed to. Every empty field that shows is filled, optional ones too, so the
 * counts are what a thorough applicant types. SQ-028 (a lift) is left out: its list of votes is as long as the building, on paper and here. `node bench/services.ts [--json]`
 */
import type { CataloguePort } from '@liren/catalogue/contract'
import { host, type Person } from '@liren/testing'
import { loadModules, presetFor, readPreset } from '../apps/server/preset.ts'
import { type Walked, walk } from '../modules/services/testing/journey.ts'
import { agreeToAll, office } from '../modules/services/testing/people-of-town.ts'
import testServer from '../packages/testing/database.ts'

const here = '440104001001'
type Told = Readonly<Record<string, unknown>>
type Fit = { readonly who: string; readonly tells?: Told; readonly says?: Told; readonly saysRefused?: Told }

const age = (from: number, to = 120) =>
  `extract(year from now()) - p.birth_year - 1 >= ${from} and extract(year from now()) - p.birth_year <= ${to}`
const tie = (one: string) =>
  `exists (select 1 from people_dwelling_ties t where t.person_id = p.id and t.tie = '${one}')`
const ofHome = (size: number) =>
  `(select count(*) from people_household_members m join people_household_members o on o.household_id = m.household_id where m.person_id = p.id) >= ${size}`
const child = `exists (select 1 from people_household_members m join people_household_members o on o.household_id = m.household_id
  join people_persons c on c.id = o.person_id where m.person_id = p.id and extract(year from now()) - c.birth_year between 1 and 16)`

const card: Told = { 'share.socialCard.holder': '本人' }
const low: Told = { ...card, 'share.lowIncome.class': 'dibao' }
const disabled: Told = { ...low, 'share.disability.grade': '1', 'share.disability.kind': '4' }
const self: Told = { incomeWay: 'self' }
const family: Fit = { who: `${age(30, 60)} and ${ofHome(3)}`, tells: card, saysRefused: self }
const elder: Fit = { who: age(76), tells: { ...card, 'share.lowIncome.class': 'none' } }
const worker: Told = { ...card, 'share.education.level': '30', 'share.employment.unit': '示范制衣厂' }
const hard: Told = {
  ...worker,
  'share.employment.difficulty': '4050',
  'share.employment.state': 'flexible',
  'share.insurance.pension': 'staff',
}
const couple: Told = {
  ...card,
  'share.marriage.state': '20',
  'share.marriage.spouse': '配偶',
  'share.children.count': 1,
}

const fits: Readonly<Record<string, Fit>> = {
  'SQ-001': elder,
  'SQ-002': elder,
  'SQ-003': { ...elder, tells: { ...elder.tells, 'share.health.care': '2' } },
  'SQ-004': elder,
  'SQ-005': elder,
  'SQ-006': { ...elder, tells: { ...elder.tells, 'share.health.care': '1' } },
  'SQ-007': family,
  'SQ-008': family,
  'SQ-009': { ...elder, saysRefused: self },
  'SQ-010': family,
  'SQ-011': {
    who: age(40, 70),
    tells: {
      ...low,
      'share.hospital.name': '区第一人民医院',
      'share.hospital.fromOn': '2026-02-01',
      'share.hospital.untilOn': '2026-02-10',
      'share.hospital.total': 30000,
      'share.hospital.fund': 20000,
      'share.hospital.selfPayFen': 1000000,
    },
  },
  'SQ-012': { who: age(30, 60), tells: disabled },
  'SQ-013': { who: age(30, 60), tells: disabled },
  'SQ-014': { who: age(30, 60), tells: card },
  'SQ-015': { who: `${age(30, 70)} and ${tie('owner')}`, tells: disabled },
  'SQ-016': { who: age(25, 40), tells: couple },
  'SQ-017': { who: age(60, 75), tells: { ...couple, 'share.family.isOnlyChildParent': true } },
  'SQ-018': { who: `${age(30, 70)} and ${child}`, tells: { ...card, 'share.guardian.state': 'unsupported' } },
  'SQ-019': { who: `${age(25, 70)} and ${child}`, tells: { 'share.education.school': '示范小学' } },
  'SQ-020': { who: `${age(20, 50)} and ${tie('tenant')}`, tells: { ...worker, 'share.insurance.pension': 'staff' } },
  'SQ-021': { who: `${age(30, 75)} and ${tie('owner')}`, tells: {} },
  'SQ-022': { who: age(50, 58), tells: hard },
  'SQ-023': {
    who: age(25, 55),
    tells: {
      ...worker,
      'share.employment.state': 'unemployed',
      'share.employment.unemployedSince': '2026-02-01',
      'share.employment.lossCause': 'dismissed',
    },
  },
  'SQ-024': { who: `${age(50, 58)} and ${ofHome(2)}`, tells: hard },
  'SQ-025': { ...family, tells: { 'share.insurance.medical': 'resident' } },
  'SQ-026': { who: age(20, 55), tells: { ...card, 'share.insurance.pension': 'none' } },
  'SQ-027': {
    who: age(30, 60),
    tells: {
      'share.veteran.kind': 'retired',
      'share.veteran.unit': '某部',
      'share.veteran.joinedOn': '2000-12-01',
      'share.veteran.leftOn': '2005-12-01',
      'share.veteran.merit': 'none',
    },
  },
  'SQ-029': { ...family, tells: { ...couple, 'share.housing.owned': 0, 'share.housing.areaM2': 8 } },
}

const stop = await testServer()
const isJson = process.argv.includes('--json')
const file = readPreset('yuexiu')
const modules = await loadModules(file)
const town = await host(modules, { preset: presetFor(file, 'yuexiu', 'demo', () => {}) })
try {
  const catalogueModule = modules.find(({ contract }) => contract.name === 'catalogue')
  if (!catalogueModule) throw new Error('no catalogue in this preset')
  const taken = new Set<string>()
  const find = async (code: string, { who, tells = {} }: Fit): Promise<Person> => {
    const { rows } = await town.owner.query<{ id: string; display_name: string }>(
      `select p.id, p.display_name from people_persons p where p.area_code like '${here}%' and p.state = 'living'
        and p.masked_identity_number is not null and p.dwelling_id is not null and (${who}) order by p.id limit 60`,
    )
    const found = rows.find(({ id }) => !taken.has(id))
    if (!found) throw new Error(`nobody in the district for ${code}`)
    taken.add(found.id)
    await town.work(catalogueModule, async (work) => {
      // The plug types ports loosely; this is the one of the catalogue.
      const port = catalogueModule.port?.(work) as CataloguePort
      const keys = Object.keys(tells)
      const entries = new Map((await port.entries(keys)).map((entry) => [entry.key, entry]))
      await port.record(
        { kind: 'person', id: found.id },
        keys.map((key) => ({ key, value: tells[key], source: entries.get(key)?.source ?? '', on: '2026-03-01' })),
      )
    })
    return town.as({
      personId: found.id,
      name: found.display_name,
      roles: [{ role: 'resident', area: here, unitId: null }],
    })
  }
  const items: { readonly refused: Walked; readonly agreed: Walked }[] = []
  for (const [code, fit] of Object.entries(fits)) {
    const who = await find(code, fit)
    const refused = await walk(town, who, office(town), code, here, { says: { ...fit.says, ...fit.saysRefused } })
    await agreeToAll(who)
    items.push({ refused, agreed: await walk(town, who, office(town), code, here, { says: fit.says ?? {} }) })
    if (!isJson) process.stdout.write(`${code} `)
  }
  const sum = (all: readonly Walked[], of: (one: Walked) => number) => all.reduce((total, one) => total + of(one), 0)
  const percent = (part: number, whole: number) => Math.round((part / whole) * 1000) / 10
  const share = (all: readonly Walked[]) => {
    const [typed, baseFields] = [sum(all, (one) => one.typed), sum(all, (one) => one.baseFields)]
    const [materials, baseMaterials] = [sum(all, (one) => one.materials), sum(all, (one) => one.baseMaterials)]
    return {
      finished: all.filter(({ outcome }) => outcome === 'approved').length,
      ...{ typed, baseFields, typedPercent: percent(typed, baseFields) },
      ...{ materials, baseMaterials, materialsPercent: percent(materials, baseMaterials) },
    }
  }
  const totals = {
    agreed: share(items.map(({ agreed }) => agreed)),
    refused: share(items.map(({ refused }) => refused)),
  }
  if (isJson) process.stdout.write(`${JSON.stringify({ totals, items })}\n`)
  else {
    const cell = (text: string | number, width: number) => String(text).padStart(width)
    const lines = items.map(({ agreed, refused }) =>
      [
        agreed.code,
        cell(`${agreed.typed}/${agreed.baseFields}`, 7),
        cell(`${agreed.materials}/${agreed.baseMaterials}`, 6),
        cell(refused.typed, 5),
        cell(refused.materials, 4),
        agreed.name,
      ].join('  '),
    )
    process.stdout.write(
      `\n${['item     typed  mater.  typed/materials with consents refused', ...lines, `agreed: ${JSON.stringify(totals.agreed)}`, `refused: ${JSON.stringify(totals.refused)}`].join('\n')}\n`,
    )
  }
} finally {
  await town.close()
  await stop()
}
