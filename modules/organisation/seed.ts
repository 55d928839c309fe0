/** Fills the register from a preset: units of the district, its streets and communities, posts, people, duty lists, rosters. Safe to repeat. */
import { configOf, type Seed } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import type { Level, Member, Need, Position, Post, Shift, Unit } from './contract.ts'
import type {
  DemoPeople,
  Departments,
  PresetDuty,
  PresetPost,
  PresetShift,
  Responsibilities,
  Sections,
  SocialOrganisations,
} from './preset-shapes.ts'
import { repaint } from './server/picture.ts'
import { store } from './server/store.ts'
import { stableId, unitIdOf } from './unit-id.ts'

// Before the oldest demo case, so that questions about last year find a duty list.
const beganAt = new Date('2025-01-01T00:00:00+08:00')
const beganOn = '2025-01-01'
const termFrom = '2025-07-01'
// Rotations count from here; any Monday would do.
const rotationFrom = Date.parse('2025-01-06')
const dayMs = 86_400_000

const inBatches = async <T>(rows: readonly T[], size: number, write: (batch: readonly T[]) => Promise<unknown>) => {
  for (let start = 0; start < rows.length; start += size) await write(rows.slice(start, start + size))
}

/** A made-up but lasting name and duty phone for a seat. */
const person = (sections: Sections, seat: string) => {
  const number = Number.parseInt(stableId(seat).slice(0, 8), 16)
  const surname = sections.surnames[number % sections.surnames.length] ?? ''
  const given = sections.givenNames[Math.floor(number / 64) % sections.givenNames.length] ?? ''
  return {
    name: surname + given,
    phone: `${sections.dialling ?? '020'}-0001${String(number % 10_000).padStart(4, '0')}`,
  }
}

/** Who sits on a seat: a demo account where there is one. */
type Sitter = { readonly name: string; readonly accountId: string | null }

const build = (sections: Sections, sitters: Map<string, Sitter[]>) => {
  const units: Unit[] = []
  const positions: Omit<Position, 'closedAt'>[] = []
  const members: Member[] = []
  const shifts: Shift[] = []
  const lines: {
    id: string
    shiftId: string
    memberId: string
    startsOn: string
    endsOn: null
    everyDays: number
    isStandIn: boolean
  }[] = []
  const seats = new Map<string, string[]>()
  const withAccount = new Set<string>()
  /** Whoever has an account stands by all the time, so that in a demo a call to the officer on duty is always heard. */
  const hearing = (ids: readonly string[]) => ids.filter((id) => withAccount.has(id))

  const unit = (one: Pick<Unit, 'code' | 'kind' | 'name' | 'areaCode'> & Partial<Unit>, parent: string | null) => {
    const made: Unit = {
      id: unitIdOf(one.code),
      shortName: one.name,
      phone: `${sections.dialling ?? '020'}-0000${String(1000 + units.length).padStart(4, '0')}`,
      address: null,
      hours: null,
      closedAt: null,
      ...one,
      parentId: parent === null ? null : unitIdOf(parent),
    }
    units.push(made)
    return made
  }
  const posts = (of: Unit, wanted: readonly PresetPost[] = [], areaCode = of.areaCode) => {
    for (const one of wanted) {
      const key = `${of.code}:${areaCode === of.areaCode ? '' : `${areaCode}:`}${one.post}`
      const id = stableId(`position:${key}`)
      const count = one.seats ?? 1
      positions.push({
        id,
        unitId: of.id,
        post: one.post,
        title: one.title,
        areaCode,
        tasks: [...one.tasks],
        skills: [...one.skills],
        seats: count,
        termMonths: one.termMonths ?? null,
      })
      const waiting = sitters.get(`${of.code}:${one.post}`)
      const ids = Array.from({ length: count }, (_, n) => {
        const memberId = stableId(`member:${key}:${n}`)
        const sitter = waiting?.shift()
        if (sitter?.accountId) withAccount.add(memberId)
        members.push({
          id: memberId,
          positionId: id,
          accountId: null,
          personId: null,
          ...person(sections, `${key}:${n}`),
          ...sitter,
          termFrom,
          termTo: null,
        })
        return memberId
      })
      seats.set(`${of.code}:${one.post}`, ids)
    }
  }
  const shift = (of: Unit, level: Level, plan: PresetShift): Shift => {
    const made: Shift = {
      id: stableId(`shift:${of.code}:${plan.name}`),
      unitId: of.id,
      areaCode: of.areaCode,
      level,
      name: plan.name,
      startsAt: plan.startsAt,
      endsAt: plan.endsAt,
      days: plan.days ?? 'every',
      validFrom: beganOn,
      validTo: null,
    }
    shifts.push(made)
    return made
  }
  const stand = (at: Shift, memberId: string | undefined, offset: number, everyDays: number) => {
    if (!memberId) return
    const startsOn = new Date(rotationFrom + offset * dayMs).toISOString().slice(0, 10)
    lines.push({
      id: stableId(`line:${at.id}:${memberId}:${offset}`),
      shiftId: at.id,
      memberId,
      startsOn,
      endsOn: null,
      everyDays,
      isStandIn: false,
    })
  }
  /** Four groups take turns, so that every shift of every day is filled and one group rests. */
  const roundTheClock = (of: Unit, level: Level, plans: readonly PresetShift[]) => {
    for (const [s, plan] of plans.entries()) {
      const made = shift(of, level, plan)
      for (const post of ['dutyLeader', 'acceptor', 'dispatcher']) {
        const ids = seats.get(`${of.code}:${post}`) ?? []
        const always = hearing(ids)
        for (const id of always) stand(made, id, 0, 1)
        if (always.length > 0) continue
        for (const [n, id] of ids.entries()) stand(made, id, ((n % 4) - s + 4) % 4, 4)
      }
    }
  }
  const byDay = (of: Unit, plans: readonly PresetShift[]) => {
    const people = [
      ...(seats.get(`${of.code}:communityWorker`) ?? []),
      ...(seats.get(`${of.code}:communitySecretary`) ?? []),
    ]
    for (const plan of plans) {
      const made = shift(of, 'community', plan)
      const always = hearing(people)
      for (const id of always) stand(made, id, 0, 1)
      if (always.length > 0) continue
      for (const [n, id] of people.entries()) stand(made, id, n, people.length)
    }
  }
  return { units, positions, members, shifts, lines, unit, posts, roundTheClock, byDay }
}

/** 统计用区划代码: the last three digits are 200 and above for villages, below for communities. */
const isVillage = (areaCode: string) => Number(areaCode.slice(9, 12)) >= 200

/** Which unit and post a demo account's role belongs to. */
const seatOf = (role: string, area: string, unit: string | undefined, top: string): readonly [string, Post] | null => {
  if (role === 'handler' && unit) return [unit, 'handler']
  if (role === 'gridWorker') return [`${area}-WG`, 'gridWorker']
  if (role === 'communityWorker') return [`${area}-${isVillage(area) ? 'CW' : 'JW'}`, 'communityWorker']
  if (role === 'acceptor' || role === 'dutyLeader' || role === 'dispatcher' || role === 'supervisor')
    return [area === top ? 'CENTRE' : `${area.slice(0, 9)}-ZH`, role]
  return null
}

/** Demo people by unit and post, in the order in which they take seats. Elsewhere than in a demo there are no such accounts. */
const sittersOf = ({ accounts }: DemoPeople, hasAccounts: boolean, top: string) => {
  const sitters = new Map<string, Sitter[]>()
  for (const { id, displayName, unit, roles } of accounts)
    for (const { role, area } of roles) {
      const seat = seatOf(role, area, unit, top)?.join(':')
      if (!seat) continue
      const waiting = sitters.get(seat) ?? []
      if (!waiting.some(({ name }) => name === displayName))
        sitters.set(seat, [...waiting, { name: displayName, accountId: hasAccounts ? id : null }])
    }
  return sitters
}

const dutyRow = (
  duty: PresetDuty,
  key: string,
  holder: { unitId: string; unitKind: null } | { unitId: null; unitKind: Unit['kind'] },
) => ({
  id: stableId(`duty:${key}:1`),
  entryId: stableId(`duty:${key}`),
  version: 1,
  ...holder,
  categories: [...duty.categories],
  ownership: duty.ownership,
  areaCode: duty.area,
  part: duty.part,
  clause: duty.clause,
  fromTime: duty.fromTime ?? null,
  toTime: duty.toTime ?? null,
  validFrom: beganAt,
  validTo: null,
  endReason: null,
  enteredBy: null,
})

export const seed: Seed = async (work, preset) => {
  if (!preset.has('organisation/departments.json')) return
  const departments = await preset.read<Departments>('organisation/departments.json')
  const sections = await preset.read<Sections>('organisation/sections.json')
  const areas = work.use(territory)
  const { posts } = sections
  const demo = preset.has('identity/accounts.json') && (await preset.read<DemoPeople>('identity/accounts.json'))
  const hasAccounts = preset.modules.includes('identity') && configOf(work).mode === 'demo'
  const { root } = departments
  const made = build(sections, demo ? sittersOf(demo, hasAccounts, root.areaCode) : new Map())

  const top = made.unit(root, null)
  const centre = made.unit(
    {
      code: 'CENTRE',
      kind: 'commandCentre',
      name: sections.centreName,
      shortName: `${root.shortName}指挥中心`,
      areaCode: root.areaCode,
      hours: '24 小时',
    },
    root.code,
  )
  made.posts(centre, posts.districtCentre)
  made.roundTheClock(centre, root.kind === 'district' ? 'district' : 'subdistrict', sections.shifts.district)
  for (const { duties: _, ...one } of departments.departments) made.posts(made.unit(one, root.code), posts.department)

  const streets = new Map<string, string>([[root.areaCode, root.code]])
  for (const area of await areas.areasAt('subdistrict', root.areaCode)) {
    if (area.code === root.areaCode) continue
    const code = area.code.slice(0, 9)
    streets.set(area.code, code)
    const street = made.unit(
      { code, kind: 'subdistrict', name: `${area.name}办事处`, shortName: area.name, areaCode: area.code },
      root.code,
    )
    made.posts(street, posts.subdistrict)
    for (const section of sections.sections) {
      const office = made.unit(
        {
          code: `${code}-${section.suffix}`,
          kind: section.kind,
          name: `${area.name}${section.name}`,
          // Every street has such an office: by its short name alone nobody could tell which.
          shortName: `${area.name}${section.shortName}`,
          areaCode: area.code,
        },
        code,
      )
      made.posts(office, section.kind === 'commandCentre' ? posts.commandCentre : posts.section)
      if (section.kind === 'commandCentre') made.roundTheClock(office, 'subdistrict', sections.shifts.subdistrict)
    }
  }
  const cells = Map.groupBy(await areas.areasAt('gridCell', root.areaCode), (cell) => cell.code.slice(0, 12))
  for (const [n, area] of (await areas.areasAt('community', root.areaCode)).entries()) {
    const street = streets.get(`${area.code.slice(0, 9)}000`) ?? root.code
    const short = area.name.replace(/(社区|村)$/, '')
    for (const kind of sections.communityKinds) {
      if (kind.only && (kind.only === 'village') !== isVillage(area.code)) continue
      const name = kind.name
        .replace('{firm}', sections.firms[(n * 7) % sections.firms.length] ?? '')
        .replace('{name}', kind.kind === 'propertyFirm' ? short : area.name)
      const one = made.unit(
        {
          code: `${area.code}-${kind.suffix}`,
          kind: kind.kind,
          name,
          areaCode: area.code,
          hours: '9:00–18:00',
          address: `${area.name}党群服务站`,
        },
        street,
      )
      made.posts(one, posts[kind.kind])
      if (kind.kind === 'residentsCommittee' || kind.kind === 'villageCommittee')
        made.byDay(one, sections.shifts.community)
      if (kind.kind === 'gridTeam')
        for (const cell of cells.get(area.code) ?? []) made.posts(one, [posts.gridCell], cell.code)
    }
  }
  const associations: { code: string; fields: readonly string[]; needs: readonly Pick<Need, 'kind' | 'text'>[] }[] = []
  if (preset.has('organisation/social-organisations.json')) {
    const { organisations } = await preset.read<SocialOrganisations>('organisation/social-organisations.json')
    for (const { fields, needs, ...one } of organisations) {
      made.posts(
        made.unit({ ...one, kind: 'socialOrganisation' }, streets.get(one.areaCode) ?? top.code),
        posts.socialOrganisation,
      )
      associations.push({ code: one.code, fields, needs: needs ?? [] })
    }
  }

  const queries = store(work.db)
  const what = 'organisation'
  await inBatches(made.units, 500, (batch) =>
    queries.addUnits(batch.map((one) => ({ ...one, closedAt: null, createdAt: beganAt, closeReason: null }))),
  )
  for (const { code, fields, needs } of associations) {
    await queries.describe(unitIdOf(code), { sort: 'social', fields: [...fields], contactName: null })
    for (const [n, need] of needs.entries())
      await queries.addNeed({ ...need, id: stableId(`need:${code}:${n}`), unitId: unitIdOf(code), at: beganAt })
  }
  preset.progress(what, 1, 5)
  await inBatches(made.positions, 1000, queries.addPositions)
  preset.progress(what, 2, 5)
  await inBatches(made.members, 1000, queries.addMembers)
  preset.progress(what, 3, 5)
  await inBatches(made.shifts, 1000, queries.addShifts)
  await inBatches(made.lines, 1000, queries.addLines)
  preset.progress(what, 4, 5)
  await inBatches(
    [
      ...departments.departments.flatMap((one) =>
        one.duties.map((duty, n) => dutyRow(duty, `${one.code}:${n}`, { unitId: unitIdOf(one.code), unitKind: null })),
      ),
      ...departments.dutiesByKind.flatMap((one) =>
        one.duties.map((duty, n) => dutyRow(duty, `@${one.kind}:${n}`, { unitId: null, unitKind: one.kind })),
      ),
    ],
    500,
    queries.addDuties,
  )
  if (preset.has('organisation/responsibilities.json')) {
    const { items } = await preset.read<Responsibilities>('organisation/responsibilities.json')
    await queries.addResponsibilities(
      items.map((one, sort) => ({ ...one, id: stableId(`responsibility:${one.matter}`), sort })),
    )
  }
  await repaint(work)
  preset.progress(what, 5, 5)
}
