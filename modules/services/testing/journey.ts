/** One person goes through one item from beginning to end, filling in every field that shows: what they typed is counted by `forms`. */
import { randomUUID } from 'node:crypto'
import { checkedCreditCode, checkedNumber } from '@liren/contract/numbers'
import { forms } from '@liren/forms/contract'
import { evaluate } from '@liren/forms/evaluate'
import { matters } from '@liren/matters/contract'
import type { Person, Town } from '@liren/testing'
import { services } from '../contract.ts'
import type { Effects } from '../effect.ts'
import type { Source } from '../item.ts'
import { picked } from './services-town.ts'

type Leaf = ReturnType<typeof evaluate>['shown'][number]['field']
type Answers = Record<string, unknown>

const days: Readonly<Record<string, string>> = { untilOn: '2027-05-01', dueOn: '2026-08-01', movedOn: '2025-05-01' }

/** An answer somebody would give, in the field's own terms. */
const sample = (field: Leaf): unknown => {
  const one = (): unknown => {
    if (field.enum) return field.enum[0]
    if (field.format === 'date') return days[field.key] ?? '2026-03-01'
    if (field.format === 'idNumber')
      return checkedNumber(field.key === 'childId' ? '44900120150101001' : '44900119800101001')
    if (field.format === 'phone') return '13800001234'
    if (field.type === 'boolean') return true
    if (field.type === 'integer' || field.type === 'number') return Math.max(field.minimum ?? 0, 2)
    if (field.pattern) return '44010419500101001'
    return '按实际情况填写'.slice(0, field.maxLength ?? 20)
  }
  return field.repeat ? [one()] : one()
}

const setAt = (answers: Answers, path: string, value: unknown): Answers => {
  const [head = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...answers, [head]: value }
  const inner = answers[head]
  if (Array.isArray(inner)) {
    const index = Number(rest[0])
    return {
      ...answers,
      [head]: inner.map((one, at) => (at === index ? setAt(one as Answers, rest.slice(1).join('.'), value) : one)), // items of a list are records
    }
  }
  return { ...answers, [head]: setAt((inner ?? {}) as Answers, rest.join('.'), value) } // a group is a record
}

export type Walked = {
  readonly code: string
  readonly name: string
  readonly id: string
  readonly number: string
  readonly outcome: string | null
  readonly typed: number
  readonly prefilled: number
  readonly confirmed: number
  readonly baseFields: number
  readonly materials: number
  readonly baseMaterials: number
  readonly visits: number
}

/** A signature under the text as it stands; where several sign, the page of the others beside it. */
export const signed = async (
  who: Person,
  {
    key,
    text,
    isJoint,
  }: { readonly key: string; readonly text: { version: number } | null; readonly isJoint: boolean },
) => {
  const files = [await picked(who), ...(isJoint ? [await picked(who)] : [])]
  return { key, source: 'esign' as const, files, ...(text ? { textVersion: text.version } : {}) }
}

const says = (definition: { readonly fields: readonly { readonly key: string }[] }, all: Answers): Answers =>
  Object.fromEntries(Object.entries(all).filter(([key]) => definition.fields.some((field) => field.key === key)))

let firms = 0
/** What an office settles in a decision where the item asks for it: the middle of a code set, the next code of the register. */
export const settledFor = (effects: Effects | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (effects?.settles ?? []).map(({ key, codes, format }) => {
      firms += 1
      const all = Object.keys(codes ?? {})
      const code = checkedCreditCode(`92440104MA59${String(firms).padStart(5, '0')}`)
      return [key, all[Math.floor(all.length / 2)] ?? (format === 'creditCode' ? code : '按评定结论')]
    }),
  )

/** Fills in every field that shows and hands in with what is found; what the platform decides at once is decided. */
export const handIn = async (
  town: Town,
  who: Person,
  code: string,
  area: string,
  more: {
    readonly enterpriseId?: string
    /** What this person says, by the key of the field. */
    readonly says?: Readonly<Record<string, unknown>>
  } = {},
): Promise<string> => {
  const id = randomUUID()
  const { promise } = await who.ask(services, 'begin', {
    params: { code },
    body: { id, area, channel: 'mobile', ...(more.enterpriseId ? { enterpriseId: more.enterpriseId } : {}) },
  })
  const form = await who.ask(forms, 'read', { params: { id } })
  const answersOf = more.says ?? {}
  let answers: Answers = { ...form.answers, ...says(form.definition, answersOf) }
  const standing = () => evaluate(form.definition, answers, { today: form.today, channel: form.channel })
  for (let round = 0; round < 6; round += 1) {
    const { shown, missing } = standing()
    const empty = shown.filter(({ value, field }) => value === undefined && field.derive === undefined)
    // A list that must have rows gets as many as the matter asks for: every owner of a building votes.
    const lists = missing.filter((path) => !shown.some(({ at }) => at === path))
    if (empty.length === 0 && lists.length === 0) break
    for (const path of lists) {
      const rows = path === 'owners' ? Number(answers.dwellings ?? 2) : 1
      answers = setAt(
        answers,
        path,
        Array.from({ length: rows }, () => ({})),
      )
    }
    for (const { at, field } of empty) answers = setAt(answers, at, answersOf[field.key] ?? sample(field))
  }
  const confirmed = standing().shown.flatMap(({ at, field }) => (field.confirm && form.offers[at] ? [at] : []))
  const changed = standing().shown.flatMap(({ at, value }) =>
    form.offers[at] && JSON.stringify(form.offers[at].value) !== JSON.stringify(value)
      ? [[at, '现在是这样'] as const]
      : [],
  )
  const filled = { answers, confirmed, reasons: Object.fromEntries(changed), refused: [...form.refused], materials: {} }
  await who.ask(forms, 'save', { params: { id }, body: { ...filled, revision: form.revision } })

  const { materials, item } = await who.ask(services, 'read', { params: { id } })
  const given: { key: string; source: Source; files?: string[]; textVersion?: number }[] = []
  for (const { key, source, sources, text, isJoint } of materials) {
    if (source !== null) continue
    if (sources.includes('declaration')) given.push({ key, source: 'declaration' })
    else if (sources.includes('esign')) given.push(await signed(who, { key, text, isJoint }))
    else given.push({ key, source: 'upload', files: [await picked(who)] })
  }
  await who.ask(services, 'submit', {
    params: { id },
    body: {
      materials: given,
      ...(promise ? { promise: { version: promise.version, isMade: true as const } } : {}),
    },
  })
  if (item.isInstant) await town.run('services', 'decide-at-once', { applicationId: id })
  return id
}

/** Fills, hands in, and lets the office do its part; the clock is turned where a notice hangs. */
export const walk = async (
  town: Town,
  who: Person,
  office: { readonly first: Person; readonly second: Person; readonly helper: (unitId: string) => Person },
  code: string,
  area: string,
  more: Parameters<typeof handIn>[4] = {},
): Promise<Walked> => {
  const id = await handIn(town, who, code, area, more)
  const params = { id }
  const at = async () =>
    (await office.first.ask(services, 'board', { query: { item: code, limit: 1 } })).items[0]?.state
  if ((await at()) === 'submitted') await office.first.ask(services, 'accept', { params, body: {} })
  for (let turn = 0; turn < 20; turn += 1) {
    const now = await office.second.ask(services, 'read', { params })
    if (now.state === 'issuing') {
      await office.second.ask(services, 'issue', { params, body: { how: '已发放' } })
      continue
    }
    if (now.state !== 'reviewing') break
    const step = now.item.flow[now.step]
    if (step?.kind === 'decide') {
      const settled = settledFor(now.item.effects)
      await office.second.ask(services, 'approve', { params, body: { text: `同意${now.itemName}`, settled } })
      continue
    }
    if (step?.kind === 'notice') {
      await office.first.ask(services, 'publish', { params, body: { shown: '申请人：陈**' } })
      town.clock.advance(((step.noticeDays ?? 1) * 24 + 1) * 3_600_000)
      await office.first.ask(services, 'endNotice', { params, body: {} })
      continue
    }
    if (step?.kind === 'visit' || step?.kind === 'assess')
      await office.first.ask(services, 'visit', {
        params,
        body: { found: '情况属实', isGenuine: true, companions: ['同行人员'] },
      })
    if (step?.kind === 'joint') {
      const units = (step.units ?? []).map((unit) => ({ unit }))
      const ids: string[] = []
      for (const { unit } of units) {
        const { rows } = await town.owner.query<{ id: string }>('select id from organisation_units where code = $1', [
          unit,
        ])
        if (rows[0]) ids.push(rows[0].id)
      }
      await office.first.ask(services, 'consult', { params, body: { unitIds: ids, task: '联合审查', workDays: 5 } })
      const { helpers } = await office.first.ask(matters, 'read', { params })
      for (const helper of helpers)
        await office
          .helper(helper.unitId)
          .ask(matters, 'finishSupport', { params: { id: helper.id }, body: { result: '同意' } })
    }
    await office.first.ask(services, 'pass', { params, body: { text: '符合条件' } })
  }
  const end = await who.ask(services, 'read', { params })
  return {
    code,
    name: end.itemName,
    id,
    number: end.number ?? '',
    outcome: end.outcome,
    typed: end.counts.typed,
    prefilled: end.counts.prefilled,
    confirmed: end.counts.confirmed,
    baseFields: end.item.baseline.fields,
    materials: end.counts.materials,
    baseMaterials: end.item.baseline.materials,
    visits: end.counts.visits,
  }
}
