/** Shapes of forms on their way: versions, drafts, what was handed in, and what was saved by it. */
import { AreaCode, At, Id, Nullable, On, Personal, type Static, Type } from '@liren/contract'
import { FileView } from '@liren/files/contract'
import type { MaterialGiven, MaterialWay } from './accepted.ts'
import { materialWays } from './accepted.ts'
import type { DefinitionFault } from './check.ts'
import type { FormDefinition } from './definition.ts'
import { type Offers, type Origin, origins } from './origin.ts'
import type { Answers, Fault } from './standing.ts'

export const text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength })
/** Nothing undeclared gets in. */
export const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

/** Definitions are checked by `check`, which says more than a schema could. */
export const Definition = Type.Unsafe<FormDefinition>({})
const Whatever = Type.Unsafe<Answers>({})

export const Code = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$' })
export const channels = ['online', 'window', 'proxy', 'paper', 'kiosk'] as const
export const Channel = Type.Enum([...channels])

export const DefinitionFaultView = Type.Object({
  path: Type.String(),
  code: Type.Unsafe<DefinitionFault['code']>(Type.String()),
  what: Type.Optional(Type.String()),
})

export type VersionView = Static<typeof VersionView>
export const VersionView = Type.Object({
  id: Id,
  code: Type.String(),
  title: Type.String(),
  version: Type.Integer(),
  /** 本地版 Set where only this area uses it. */
  area: Nullable(AreaCode),
  leaves: Type.Integer(),
  baselineFields: Nullable(Type.Integer()),
  ownerName: Type.String(),
  note: Type.String(),
  publishedAt: At,
  /** The district's form has gone on since this local variant was made from it. */
  isBehind: Type.Boolean(),
})

const Way = Type.Enum([...materialWays])
export const Given = Type.Unsafe<MaterialGiven>(
  object({
    fileIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
    isAgreed: Type.Optional(Type.Boolean()),
    signatureFileId: Type.Optional(Id),
    follows: Type.Optional(Type.Boolean()),
  }),
)

/** What the person did, as it is sent and kept. */
export const FilledBody = object({
  answers: Personal(Type.Unsafe<Answers>({ type: 'object' })),
  confirmed: Type.Array(text(200), { maxItems: 1000 }),
  reasons: Personal(Type.Record(Type.String({ maxLength: 200 }), text(200, 0))),
  refused: Type.Array(text(120), { maxItems: 200 }),
  materials: Type.Record(Type.String({ maxLength: 64 }), Given),
})

/** An open screen on which a form is filled in, and how many changes were made there: by it a late save is known for what it is. */
export type Copy = Static<typeof Copy>
export const Copy = object({ id: Id, turn: Type.Integer({ minimum: 0 }) })
/** How far whoever hands in knows the form: what another screen wrote since is not overwritten unseen. */
export type Since = Static<typeof Since>
export const Since = object({ revision: Type.Integer({ minimum: 0 }), copy: Type.Optional(Copy) })

export const FaultView = Type.Object({
  field: Type.String(),
  code: Type.Unsafe<Fault['code']>(Type.String()),
  limit: Type.Optional(Type.Number()),
  message: Type.Optional(Type.Unsafe<NonNullable<Fault['message']>>({})),
})

export const TallyView = Type.Object({
  shown: Type.Integer(),
  typed: Type.Integer(),
  edited: Type.Integer(),
  prefilled: Type.Integer(),
  confirmed: Type.Integer(),
  derived: Type.Integer(),
  byDefault: Type.Integer(),
  empty: Type.Integer(),
  refused: Type.Integer(),
})

/** A sheet of paper somebody wrote on, as it was photographed. */
export type PaperView = Static<typeof PaperView>
export const PaperView = Type.Object({
  sheet: Type.Integer(),
  /** How many the form has on paper, and the version it was printed under; null where its code was not read. */
  sheets: Nullable(Type.Integer()),
  version: Nullable(Type.Integer()),
  isReadByCode: Type.Boolean(),
  keptByName: Type.String(),
  keptAt: At,
  /** 补正 Kept with the form this one corrects. */
  isEarlier: Type.Boolean(),
  file: FileView,
})

export const submissionStates = ['draft', 'submitted'] as const

/** One form being filled in, or handed in. */
export type SubmissionView = Static<typeof SubmissionView>
export const SubmissionView = Type.Object({
  id: Id,
  code: Type.String(),
  version: Type.Integer(),
  title: Type.String(),
  state: Type.Enum([...submissionStates]),
  number: Nullable(Type.String()),
  channel: Channel,
  /** Somebody else filled it in for them. */
  isAssisted: Type.Boolean(),
  revision: Type.Integer(),
  /** The screen that saved it last; null where none did. */
  copy: Nullable(Copy),
  definition: Definition,
  answers: Personal(Whatever),
  offers: Personal(Type.Unsafe<Offers>({})),
  confirmed: Type.Array(Type.String()),
  reasons: Personal(Type.Unsafe<Readonly<Record<string, string>>>({})),
  refused: Type.Array(Type.String()),
  materials: Type.Unsafe<Readonly<Record<string, MaterialGiven>>>({}),
  /** Dictionary keys under which something was found: licences among them need not be brought. */
  held: Type.Array(Type.String()),
  today: On,
  startedAt: At,
  savedAt: At,
  submittedAt: Nullable(At),
  expiresAt: Nullable(At),
  /** Only once handed in. */
  tally: Nullable(TallyView),
  origins: Nullable(Type.Unsafe<Readonly<Record<string, Origin>>>(Type.Record(Type.String(), Type.Enum([...origins])))),
  ways: Nullable(Type.Unsafe<Readonly<Record<string, MaterialWay>>>(Type.Record(Type.String(), Way))),
  /** Photos and signatures in it, to whoever may read what was answered; only once handed in. */
  files: Type.Optional(Type.Array(FileView)),
  /** Sheets of paper it was entered from, to the same readers. */
  papers: Type.Optional(Type.Array(PaperView)),
})

export const SubmissionRow = Type.Object({
  id: Id,
  code: Type.String(),
  title: Type.String(),
  state: Type.Enum([...submissionStates]),
  number: Nullable(Type.String()),
  channel: Channel,
  area: Nullable(AreaCode),
  savedAt: At,
  submittedAt: Nullable(At),
  expiresAt: Nullable(At),
  typed: Nullable(Type.Integer()),
  baselineFields: Nullable(Type.Integer()),
})

/** 少填、少报 of one form: what people typed and brought, against what the paper form asked; null while there is no baseline. */
export type Saving = Static<typeof Saving>
export const Saving = Type.Object({
  code: Type.String(),
  title: Type.String(),
  finished: Type.Integer(),
  typed: Type.Integer(),
  prefilled: Type.Integer(),
  confirmed: Type.Integer(),
  derived: Type.Integer(),
  refused: Type.Integer(),
  baselineFields: Type.Integer(),
  fieldsSaved: Nullable(Type.Number()),
  materials: Type.Integer(),
  baselineMaterials: Type.Integer(),
  materialsSaved: Nullable(Type.Number()),
})

/** 重复录入 The same fact typed again by the same hands. */
export const Repeat = Type.Object({
  id: Id,
  key: Type.String(),
  code: Type.String(),
  firstCode: Type.String(),
  typedAt: At,
  firstTypedAt: At,
})
