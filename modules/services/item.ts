/** A government service item 政务服务事项: everything a person should know before going anywhere, as one versioned record. */
import { type Static, Type } from '@liren/contract'
import { Effects, effectFaults } from './effect.ts'
import { Renewal } from './renewal.ts'

const closed = { additionalProperties: false } as const
const text = (most: number) => Type.String({ minLength: 1, maxLength: most })
const Code = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{2,39}$' })

/** 行政许可 · 给付 · 确认 · 奖励 · 裁决 · 其他 · 公共服务. */
export const itemTypes = ['permission', 'grant', 'confirmation', 'reward', 'ruling', 'other', 'publicService'] as const
export const ItemType = Type.Enum([...itemTypes])

/** What people live by 衣食住行学医…: the first level of the need catalogue. */
export const needs = [
  'clothing',
  'food',
  'housing',
  'transport',
  'learning',
  'health',
  'elderCare',
  'childCare',
  'childbirth',
  'insurance',
  'jobs',
  'relief',
  'disability',
  'veterans',
  'papers',
  'startUp',
  'running',
  'environment',
] as const
export const Need = Type.Enum([...needs])
export type Need = (typeof needs)[number]

/** Where a supporting document comes from: 照 an e-licence reused · 数 a data check · 诺 a declaration with a promise · 签 signed on the screen · 传 handed in. */
export const sources = ['licence', 'data', 'declaration', 'esign', 'upload'] as const
export type Source = (typeof sources)[number]

export const Material = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
    name: text(80),
    /** In order of preference. Whatever stands here, handing in (`upload`) always remains possible. */
    sources: Type.Array(Type.Enum([...sources]), { minItems: 1, maxItems: 5, uniqueItems: true }),
    isOriginal: Type.Optional(Type.Boolean()),
    /** 容缺: may be handed in after acceptance. */
    mayFollow: Type.Optional(Type.Boolean()),
    /** CEL over the answers; due only where it is not false. */
    when: Type.Optional(text(400)),
    /** Type of the e-licence that stands for it. */
    licence: Type.Optional(Type.String()),
    /** Dictionary keys whose values are checked instead of a paper. */
    checks: Type.Optional(Type.Array(Type.String(), { maxItems: 8 })),
    /** Which values of a key prove it; without this whatever is there does, but "none", "no" and nothing. */
    accepts: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String(), { minItems: 1, maxItems: 40 }))),
    /** What is signed (签), word by word; a changed text is the next version. */
    text: Type.Optional(Type.Object({ version: Type.Integer({ minimum: 1 }), zh: text(3000), en: text(4000) }, closed)),
    /** Signed by several: beside one's own signature a picture of the page the others signed. */
    isJoint: Type.Optional(Type.Boolean()),
    /** Data prove it only while these answers (key of the form) are what stands under these dictionary keys: another address, another deed. */
    whileSame: Type.Optional(Type.Record(Type.String(), Type.String(), { maxProperties: 4 })),
  },
  closed,
)
export type Material = Static<typeof Material>

/** One step between acceptance and the decision, in order. */
export const flowKinds = [
  'verify',
  'visit',
  'assess',
  'review',
  'notice',
  'joint',
  'mediate',
  'decide',
  'deliver',
] as const
export const FlowStep = Type.Object(
  {
    kind: Type.Enum([...flowKinds]),
    by: Type.Enum(['community', 'subdistrict', 'owner', 'system']),
    name: text(40),
    workDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 180 })),
    /** Calendar days a public notice hangs. */
    noticeDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
    /** Staff who must go together. */
    people: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    /** CEL over the answers; the step is left out where it is false. */
    when: Type.Optional(text(400)),
    /** Codes of units that look at it side by side (kind `joint`). */
    units: Type.Optional(Type.Array(Type.String(), { maxItems: 8 })),
  },
  closed,
)
export type FlowStep = Static<typeof FlowStep>

/** What it took on paper, before: counted on the paper form, for the figures of what was saved. */
export const Baseline = Type.Object(
  {
    fields: Type.Integer({ minimum: 0, maximum: 500 }),
    materials: Type.Integer({ minimum: 0, maximum: 60 }),
    visits: Type.Integer({ minimum: 0, maximum: 20 }),
    days: Type.Number({ minimum: 0, maximum: 400 }),
    source: text(120),
  },
  closed,
)

/** 只减不增: what was asked of a paper form before it went online, and what was dropped. */
export const Simplification = Type.Object(
  {
    /** Every field and step was asked: can it go? */
    isAsked: Type.Boolean(),
    droppedFields: Type.Array(text(60), { maxItems: 60 }),
    droppedSteps: Type.Array(text(60), { maxItems: 20 }),
    droppedMaterials: Type.Array(text(60), { maxItems: 30 }),
    keptBecause: Type.Optional(text(400)),
  },
  closed,
)

export const Promised = Type.Object(
  {
    code: Code,
    version: Type.Integer({ minimum: 1 }),
    text: text(1000),
    consequences: text(600),
    /** The share of promises checked afterwards by lot, in percent. */
    checkPercent: Type.Integer({ minimum: 0, maximum: 100 }),
  },
  closed,
)

export const ItemRecord = Type.Object(
  {
    code: Code,
    baseCode: Type.Optional(Type.String({ pattern: '^\\d{12}$' })),
    name: text(80),
    nameEn: Type.Optional(text(120)),
    /** 双语 English twins of its sentences, by the sentence. */
    english: Type.Optional(Type.Record(text(1000), text(1500), { maxProperties: 120 })),
    aliases: Type.Optional(Type.Array(text(40), { maxItems: 12 })),
    type: ItemType,
    audience: Type.Enum(['person', 'firm']),
    need: Need,
    /** Code of the unit that answers for it. */
    owner: text(40),
    ownerName: text(60),
    levels: Type.Array(Type.Enum(['district', 'subdistrict', 'community']), { minItems: 1, maxItems: 3 }),
    legalBasis: Type.Array(text(300), { minItems: 1, maxItems: 10 }),
    /** Whom it is for, in plain words; and as a rule where facts suffice. */
    whoFor: text(400),
    conditions: Type.Optional(text(1000)),
    materials: Type.Array(Material, { maxItems: 20 }),
    flow: Type.Array(FlowStep, { minItems: 1, maxItems: 15 }),
    /** Decided by the platform at once where every check is met. */
    isInstant: Type.Optional(Type.Boolean()),
    /** Not applied for but booked: the word by which places that do it are found. */
    books: Type.Optional(text(40)),
    /** Founds a firm: whoever applies has none yet. */
    startsFirm: Type.Optional(Type.Boolean()),
    result: text(120),
    /** Type of the e-licence it issues. */
    issues: Type.Optional(text(40)),
    /** What an approval writes into registers and the value store. */
    effects: Type.Optional(Effects),
    /** Comes back as a matter before it ends. */
    renewal: Type.Optional(Renewal),
    validYears: Type.Optional(Type.Number({ minimum: 0.25, maximum: 100 })),
    fee: text(120),
    legalDays: Type.Integer({ minimum: 0, maximum: 400 }),
    promisedDays: Type.Integer({ minimum: 0, maximum: 400 }),
    /** Where the answers say that it cannot wait: clock hours around the clock instead of working days. */
    urgent: Type.Optional(Type.Object({ when: text(200), hours: Type.Integer({ minimum: 1, maximum: 240 }) }, closed)),
    visits: Type.Integer({ minimum: 0, maximum: 9 }),
    channels: Type.Array(Type.Enum(['online', 'mobile', 'window', 'kiosk', 'agent', 'crossRegion', 'visit']), {
      minItems: 1,
      uniqueItems: true,
    }),
    windows: Type.Array(text(120), { maxItems: 10 }),
    crossRegion: Type.Optional(text(200)),
    faq: Type.Array(Type.Object({ q: text(200), a: text(600) }, closed), { maxItems: 20 }),
    notes: Type.Optional(Type.Array(text(400), { maxItems: 12 })),
    baseline: Baseline,
    simplification: Simplification,
    promise: Type.Optional(Promised),
    /** Purposes for which values are drawn from elsewhere; each may be refused. */
    consents: Type.Array(Type.String(), { maxItems: 10 }),
    /** How many people it should reach in a year, by the owner's own count. */
    reachPerYear: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Handled without its name being shown to strangers. */
    isConfidential: Type.Optional(Type.Boolean()),
    /** Names the figures of the field sheet that a notice may show. */
    noticeShows: Type.Optional(Type.Array(Type.String(), { maxItems: 10 })),
    retentionYears: Type.Integer({ minimum: 1, maximum: 100 }),
    tags: Type.Array(text(40), { maxItems: 30, uniqueItems: true }),
  },
  closed,
)
export type ItemRecord = Static<typeof ItemRecord>

/** Nobody has to come anywhere: applied for from home and handed over without a visit. */
export const isZeroVisit = (item: Pick<ItemRecord, 'visits' | 'channels'>) =>
  item.visits === 0 && item.channels.includes('online')

/** What is wrong with a record beyond its shape; codes and the field, for whoever maintains it. */
export const faultsOf = (
  item: ItemRecord,
  hasForm: boolean,
): readonly { readonly field: string; readonly code: string }[] => {
  const faults: { field: string; code: string }[] = []
  const fault = (field: string, code: string) => faults.push({ field, code })
  if (item.promisedDays > item.legalDays) fault('promisedDays', 'promise-over-law')
  if (item.visits > item.baseline.visits) fault('visits', 'more-than-before')
  if (new Set(item.materials.map(({ key }) => key)).size < item.materials.length) fault('materials', 'key-twice')
  for (const material of item.materials) {
    if (material.sources.includes('licence') && !material.licence) fault('materials', 'licence-missing')
    if (material.sources.includes('declaration') && !item.promise) fault('promise', 'promise-missing')
    if (hasForm && material.sources.includes('esign') && !material.text) fault('materials', 'text-missing')
  }
  // Nobody gets anything at once only for having asked.
  if (hasForm && item.isInstant && !item.conditions) fault('conditions', 'instant-without-condition')
  const decides = item.flow.filter(({ kind }) => kind === 'decide').length
  if (decides !== 1) fault('flow', 'one-decision')
  const [decidesAt, deliversAt] = (['decide', 'deliver'] as const).map((one) =>
    item.flow.findIndex(({ kind }) => kind === one),
  ) as [number, number]
  if (deliversAt >= 0 && deliversAt < decidesAt) fault('flow', 'deliver-before-decision')
  if (item.flow.some(({ kind, noticeDays }) => kind === 'notice' && !noticeDays)) fault('flow', 'notice-days-missing')
  for (const code of item.effects ? effectFaults(item.effects) : []) fault('effects', code)
  // What somebody has to settle is not decided by the platform.
  if (item.isInstant && item.effects?.settles?.some(({ isOptional }) => !isOptional))
    fault('effects', 'instant-settles')
  // Only what goes online asks what can be dropped; an entry that tells the way to a window changes nothing.
  if (hasForm && !item.simplification.isAsked) fault('simplification', 'checklist-missing')
  return faults
}
