/** The shapes of the world of services: items, lists, applications, notices, decisions, e-licences, promises. */
import { AreaCode, At, Id, Nullable, On, Personal, type Static, Type } from '@liren/contract'
import { FileView } from '@liren/files/contract'
import { SubmissionView } from '@liren/forms/contract'
import { MatterView } from '@liren/matters/contract'
import { ItemRecord, Need, sources } from './item.ts'

export const closed = { additionalProperties: false } as const
export const byId = Type.Object({ id: Id }, closed)
export const byCode = Type.Object({ code: Type.String({ maxLength: 40 }) }, closed)
export const Text = (most = 2000, least = 1) => Type.String({ minLength: least, maxLength: most })
export const Seen = Type.Optional(Type.Integer({ minimum: 0 }))

export const channels = ['online', 'mobile', 'window', 'kiosk', 'agent', 'crossRegion', 'visit'] as const
export const Channel = Type.Enum([...channels])

export type ItemRow = Static<typeof ItemRow>
export const ItemRow = Type.Object({
  code: Type.String(),
  name: Type.String(),
  audience: Type.String(),
  type: Type.String(),
  need: Need,
  ownerName: Type.String(),
  promisedDays: Type.Integer(),
  visits: Type.Integer(),
  isZeroVisit: Type.Boolean(),
  /** It can be applied for here, from beginning to end. */
  isOpen: Type.Boolean(),
  /** Whoever applies has no firm yet. */
  startsFirm: Type.Boolean(),
  tags: Type.Array(Type.String()),
})

export type ItemView = Static<typeof ItemView>
export const ItemView = Type.Object({
  ...ItemRow.properties,
  version: Type.Integer(),
  state: Type.Enum(['draft', 'published', 'retired']),
  publishedOn: Nullable(On),
  record: ItemRecord,
  /** A form definition of `forms`, or nothing yet. */
  form: Nullable(Type.Record(Type.String(), Type.Unknown())),
  lists: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  bundles: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
})

export const SavingView = Type.Object({
  numerator: Type.Number(),
  denominator: Type.Number(),
  saved: Nullable(Type.Number()),
})
export type SavingsView = Static<typeof SavingsView>
export const SavingsView = Type.Object({
  applications: Type.Integer(),
  fields: SavingView,
  materials: SavingView,
  visits: SavingView,
  time: SavingView,
})

export type MaterialState = Static<typeof MaterialState>
/** A supporting document as it stands for one application. */
export const MaterialState = Type.Object({
  key: Type.String(),
  name: Type.String(),
  source: Nullable(Type.Enum([...sources])),
  /** The ways in which it may be given. */
  sources: Type.Array(Type.Enum([...sources])),
  mayFollow: Type.Boolean(),
  isLater: Type.Boolean(),
  dueOn: Nullable(On),
  /** Where it was found: the licence's type and masked number, or the checked source. */
  found: Nullable(Type.String()),
  licenceId: Nullable(Id),
  /** To whoever it is about; nothing to others. */
  files: Type.Array(FileView),
  /** What is signed, word by word. */
  text: Nullable(Type.Object({ version: Type.Integer(), text: Type.String() })),
  isJoint: Type.Boolean(),
  /** Version of the text that was signed. */
  signedVersion: Nullable(Type.Integer()),
})

export type ApplicationRow = Static<typeof ApplicationRow>
export const ApplicationRow = Type.Object({
  id: Id,
  number: Nullable(Type.String()),
  itemCode: Type.String(),
  itemName: Type.String(),
  state: Type.String(),
  areaCode: AreaCode,
  channel: Channel,
  isAssisted: Type.Boolean(),
  madeAt: At,
  submittedAt: Nullable(At),
  decidedAt: Nullable(At),
  finishedAt: Nullable(At),
  outcome: Nullable(Type.String()),
})

export const VisitView = Type.Object({
  id: Id,
  kind: Type.String(),
  byNames: Type.Array(Type.String()),
  isGenuine: Type.Boolean(),
  at: At,
})
/** What was found at home: read with the answers, for a stated reason. */
export const Finding = Type.Object({ visitId: Id, found: Personal(Type.String()), files: Type.Array(FileView) })
/** What an application says of its person. */
export const Revealed = Type.Object({
  form: Nullable(SubmissionView),
  /** Entry in the register of whoever it is for: what others do next starts there. */
  personId: Id,
  name: Nullable(Personal(Type.String())),
  findings: Type.Array(Finding),
  /** What was handed in or signed, as pictures. */
  papers: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), files: Type.Array(FileView) })),
  decision: Nullable(Personal(Type.String())),
})
export const LateMaterialRow = Type.Object({
  applicationId: Id,
  number: Type.String(),
  itemName: Type.String(),
  areaCode: AreaCode,
  state: Type.String(),
  key: Type.String(),
  name: Type.String(),
  dueOn: On,
  isOverdue: Type.Boolean(),
})
export type NoticeView = Static<typeof NoticeView>
export const NoticeView = Type.Object({
  id: Id,
  itemCode: Type.String(),
  itemName: Type.String(),
  areaCode: AreaCode,
  areaName: Type.String(),
  shown: Type.String(),
  fromAt: At,
  untilAt: At,
  endedAt: Nullable(At),
})
export const ObjectionView = Type.Object({
  id: Id,
  text: Personal(Type.String()),
  madeAt: At,
  answer: Nullable(Type.String()),
  isUpheld: Nullable(Type.Boolean()),
  answeredAt: Nullable(At),
})
export type DecisionView = Static<typeof DecisionView>
export const DecisionView = Type.Object({
  id: Id,
  number: Type.String(),
  code: Type.String(),
  outcome: Type.String(),
  itemName: Type.String(),
  holder: Personal(Type.String()),
  issuer: Type.String(),
  /** To whoever it is about; nothing to others. */
  text: Nullable(Personal(Type.String())),
  basis: Type.String(),
  remedy: Type.String(),
  issuedAt: At,
  validUntil: Nullable(On),
  withdrawnAt: Nullable(At),
  sha256: Type.String(),
})
export type EffectView = Static<typeof EffectView>
export const EffectView = Type.Object({
  what: Type.Enum(['value', 'register', 'firm', 'household', 'tenancy', 'home', 'child']),
  name: Nullable(Type.String()),
  source: Nullable(Type.String()),
  fault: Nullable(Type.String()),
})
export type ApplicationView = Static<typeof ApplicationView>
export const ApplicationView = Type.Object({
  ...ApplicationRow.properties,
  version: Type.Integer(),
  isMine: Type.Boolean(),
  /** A draft the reader may go on with as it is; else it has to be taken up first. */
  isInHand: Type.Boolean(),
  item: ItemRecord,
  /** The form handed in, or being filled in, at `forms`. */
  formId: Id,
  /** A draft in hand comes with its form, so that a phone waits for one answer only. */
  form: Nullable(SubmissionView),
  materials: Type.Array(MaterialState),
  gaps: Type.Array(Type.String()),
  /** Keys of the form that a correction asks for. */
  gapFields: Type.Array(Type.String()),
  /** Every counter it went over under this number. */
  channels: Type.Array(Channel),
  /** The firm it is for. */
  enterpriseName: Nullable(Type.String()),
  wasCorrected: Type.Boolean(),
  /** Index in the item's flow; -1 before acceptance. */
  step: Type.Integer(),
  visits: Type.Array(VisitView),
  notices: Type.Array(Type.Object({ ...NoticeView.properties, objections: Type.Array(ObjectionView) })),
  decision: Nullable(DecisionView),
  /** What the decision wrote elsewhere, without the values; `fault`: what no register took, and why. */
  effects: Type.Array(EffectView),
  /** The day it is looked at again, and the matter of it while it is open. */
  renewal: Nullable(
    Type.Object({
      dueOn: On,
      kind: Type.String(),
      isOpen: Type.Boolean(),
      outcome: Nullable(Type.String()),
      matter: Nullable(MatterView),
    }),
  ),
  /** What the item's condition says of whoever applies, and which of its facts nobody knows. */
  verdict: Type.Enum(['none', 'unknown', 'yes', 'no']),
  unknownFacts: Type.Array(Type.String()),
  counts: Type.Object({
    typed: Type.Integer(),
    prefilled: Type.Integer(),
    confirmed: Type.Integer(),
    materials: Type.Integer(),
    visits: Type.Integer(),
  }),
  promise: Nullable(
    Type.Object({
      text: Type.String(),
      consequences: Type.String(),
      version: Type.Integer(),
      isDrawn: Type.Boolean(),
      checkedAt: Nullable(At),
      isKept: Nullable(Type.Boolean()),
    }),
  ),
  handedTo: Nullable(Type.String()),
  handedState: Nullable(Type.String()),
  bundle: Nullable(Type.Object({ code: Type.String(), name: Type.String(), siblings: Type.Array(ApplicationRow) })),
  /** Nothing before submission. */
  matter: Nullable(MatterView),
})

export type LicenceView = Static<typeof LicenceView>
export const LicenceView = Type.Object({
  id: Id,
  typeCode: Type.String(),
  typeName: Type.String(),
  numberMasked: Type.String(),
  holder: Type.String(),
  issuer: Type.String(),
  issuedOn: On,
  validUntil: Nullable(On),
  status: Type.Enum(['valid', 'expired', 'suspended', 'revoked']),
})
export const PromiseRow = Type.Object({
  applicationId: Id,
  number: Type.String(),
  itemName: Type.String(),
  areaCode: AreaCode,
  version: Type.Integer(),
  materials: Type.Array(Type.String()),
  madeAt: At,
  isDrawn: Type.Boolean(),
  checkBy: Nullable(On),
  checkedAt: Nullable(At),
  isKept: Nullable(Type.Boolean()),
  finding: Nullable(Type.String()),
})
export const Moved = Type.Object({
  id: Id,
  number: Type.String(),
  state: Type.String(),
  phase: Type.String(),
  seen: Type.Integer(),
  dueAt: Nullable(At),
  isReplay: Type.Boolean(),
})
