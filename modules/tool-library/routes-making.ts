/** Making a tool: drafts of the studio, the automatic review, and the keeper's decision. */
import { AreaCode, At, Id, Nullable, On, Page, PageQuery, Type } from '@liren/contract'
import { Words } from './document/document.ts'
import { Text } from './text.ts'
import {
  Alike,
  BurdenView,
  FaultView,
  KeyView,
  Publisher,
  PublisherRow,
  ReviewRow,
  ToolId,
  TrialRow,
  Version,
  VersionRow,
  versionStates,
} from './views.ts'

const closed = { additionalProperties: false } as const
const object = <P extends Record<string, import('@liren/contract').TSchema>>(properties: P) =>
  Type.Object(properties, closed)
const Draft = Type.Object({
  id: Id,
  areaCode: AreaCode,
  unitId: Nullable(Id),
  name: Words,
  document: Type.Unknown(),
  changedAt: At,
})
const Edition = object({ id: ToolId, version: Version })

export const makingRoutes = {
  check: {
    method: 'POST',
    path: '/checks',
    may: 'tool.make',
    perMinute: 120,
    summary: 'The automatic review of a document: what is wrong, what is alike, how its examples go',
    body: object({ document: Type.Unknown(), draft: Type.Optional(Id) }),
    reply: Type.Object({
      /** Where the tool is published already: by what the draft changes, which version it becomes. */
      latest: Nullable(
        Type.Object({ version: Version, step: Type.String(), next: Version, keys: Type.Array(Type.String()) }),
      ),
      isSound: Type.Boolean(),
      /** Null while it cannot be read. */
      burden: Nullable(BurdenView),
      /** Fields of the standard this is a copy of, for which nothing stands here yet. */
      gaps: Type.Array(Type.Object({ key: Type.String(), label: Words, type: Type.String() })),
      faults: Type.Array(FaultView),
      alike: Type.Array(Alike),
      /** What was said of the same neighbours for the version before. */
      justifiedBefore: Nullable(Type.String()),
      journeys: Type.Array(
        Type.Object({
          title: Type.String(),
          isFine: Type.Boolean(),
          points: Type.Integer(),
          steps: Type.Array(
            Type.Object({
              what: Type.String(),
              state: Nullable(Type.String()),
              isFine: Type.Boolean(),
              why: Nullable(Type.String()),
            }),
          ),
        }),
      ),
    }),
  },
  drafts: {
    method: 'GET',
    path: '/drafts',
    may: 'tool.make',
    query: object(PageQuery),
    reply: Page(
      Type.Object({
        id: Id,
        areaCode: AreaCode,
        name: Words,
        changedAt: At,
        /** What became of the version it was handed in as; null where it was not. */
        state: Nullable(Type.Enum([...versionStates])),
      }),
    ),
  },
  handedIn: {
    method: 'GET',
    path: '/handed-in',
    may: 'tool.make',
    query: object(PageQuery),
    summary: 'What I handed in, newest first, and what became of it',
    reply: Page(Type.Object({ ...VersionRow.properties, name: Words, trialAreaName: Nullable(Type.String()) })),
  },
  draft: { method: 'GET', path: '/drafts/:id', may: 'tool.make', params: object({ id: Id }), reply: Draft },
  keepDraft: {
    method: 'PUT',
    path: '/drafts/:id',
    may: 'tool.make',
    params: object({ id: Id }),
    /** `unitId`: begun in the name of a unit, by its own people; what was begun stays in that name. */
    body: object({ area: AreaCode, unitId: Type.Optional(Id), document: Type.Unknown() }),
    reply: Type.Object({ id: Id, changedAt: At }),
  },
  dropDraft: { method: 'DELETE', path: '/drafts/:id', may: 'tool.make', params: object({ id: Id }) },
  fork: {
    method: 'POST',
    path: '/tools/:id/forks',
    may: 'tool.make',
    params: object({ id: ToolId }),
    status: 201,
    summary: 'A copy to change, with its lineage kept',
    body: object({ area: AreaCode, newId: ToolId, unitId: Type.Optional(Id) }),
    reply: Type.Object({ draftId: Id }),
  },
  revise: {
    method: 'POST',
    path: '/tools/:id/revisions',
    may: 'tool.make',
    params: object({ id: ToolId }),
    status: 201,
    summary: 'A draft of the next version of a tool made here',
    body: object({ area: AreaCode }),
    reply: Type.Object({ draftId: Id }),
  },
  submit: {
    method: 'POST',
    path: '/drafts/:id/submission',
    may: 'tool.make',
    params: object({ id: Id }),
    status: 201,
    summary: 'Hand a draft in: reviewed at once, tried in one community, then decided by the keeper',
    body: object({
      trialUntil: On,
      /** The community that tries it; its own where it was made in one. */
      trialArea: Type.Optional(AreaCode),
      exitCriteria: Text(500, 4),
      needId: Type.Optional(Id),
      justification: Type.Optional(Text(1000)),
      /** Why more is asked of people than by the version before. */
      burdenReason: Type.Optional(Text(500)),
    }),
    reply: VersionRow,
  },
  trials: {
    method: 'GET',
    path: '/trials',
    may: 'tool.use',
    query: object({ ...PageQuery, area: AreaCode }),
    summary: 'What a community is asked to try, by makers who do not answer for it themselves',
    reply: Page(TrialRow),
  },
  answerTrial: {
    method: 'POST',
    path: '/tools/:id/versions/:version/trial',
    may: 'tool.use',
    params: Edition,
    summary: 'A community’s administrator lets a version be tried there, or does not, and says why',
    body: object({ isAgreed: Type.Boolean(), reason: Text(300, 2) }),
    reply: VersionRow,
  },
  reviews: {
    method: 'GET',
    path: '/reviews',
    may: 'tool.keep',
    query: object(PageQuery),
    reply: Page(ReviewRow),
  },
  decide: {
    method: 'POST',
    path: '/tools/:id/versions/:version/decision',
    may: 'tool.keep',
    params: Edition,
    /** `isReached`: did the trial reach what was agreed when it was handed in. */
    body: object({ isPublished: Type.Boolean(), reason: Text(500, 2), isReached: Type.Optional(Type.Boolean()) }),
    reply: VersionRow,
  },
  withdraw: {
    method: 'POST',
    path: '/tools/:id/versions/:version/withdrawal',
    may: 'tool.keep',
    params: Edition,
    body: object({ because: Text(500, 2) }),
    reply: VersionRow,
  },
  install: {
    method: 'POST',
    path: '/parcels',
    may: 'tool.keep',
    status: 201,
    summary: 'Take in a parcel signed by a publisher that is trusted here',
    body: object({
      parcel: Type.Unknown(),
      /** Of a tool that is new here, or whose new version works otherwise: what it is for, and where it is tried first. */
      needId: Type.Optional(Id),
      justification: Type.Optional(Text(1000)),
      trialArea: Type.Optional(AreaCode),
      trialUntil: Type.Optional(On),
      exitCriteria: Type.Optional(Text(500, 4)),
    }),
    reply: VersionRow,
  },
  checkParcel: {
    method: 'POST',
    path: '/parcels/checks',
    may: 'tool.keep',
    perMinute: 60,
    summary:
      'What a file from outside holds: whose it is, what is wrong with it, what is alike here; nothing is taken in',
    body: object({ parcel: Type.Unknown() }),
    reply: Type.Object({
      isSound: Type.Boolean(),
      faults: Type.Array(FaultView),
      /** Null where it cannot be read. */
      tool: Nullable(
        Type.Object({
          id: ToolId,
          version: Version,
          kind: Type.String(),
          name: Words,
          summary: Words,
          unit: Words,
          publisher: Publisher,
          reads: Type.Array(Type.String()),
          writes: Type.Array(Type.String()),
          holdsPersonal: Type.Boolean(),
        }),
      ),
      /** Which key signed for it; null where none did. */
      keyId: Nullable(Type.String()),
      isTrusted: Type.Boolean(),
      /** The version it follows here, and whether its number says what changes. */
      before: Nullable(Type.Object({ version: Version, step: Type.String(), isEnough: Type.Boolean() })),
      /** Its examples that do not work. */
      failing: Type.Array(Type.String()),
      alike: Type.Array(Alike),
      /** It has to be wanted and tried first, as one that was made here. */
      isTriedFirst: Type.Boolean(),
    }),
  },
  ownKey: {
    method: 'GET',
    path: '/key',
    may: 'anyone',
    summary: 'The public key this library signs with, and whose tools it signed',
    reply: Type.Object({ keyId: Type.String(), publicKey: Type.String(), publishers: Type.Array(Publisher) }),
  },
  publishers: {
    method: 'GET',
    path: '/publishers',
    may: 'tool.keep',
    summary: 'Who publishes here, and by which keys they are known',
    query: object(PageQuery),
    reply: Page(PublisherRow),
  },
  trustKey: {
    method: 'POST',
    path: '/publishers/:publisher/keys',
    may: 'tool.keep',
    status: 201,
    params: object({ publisher: Publisher }),
    summary: 'Trust a publisher’s public key: files signed with it may be taken in',
    body: object({ publicKey: Text(400, 60) }),
    reply: KeyView,
  },
  revokeKey: {
    method: 'POST',
    path: '/keys/:key/revocation',
    may: 'tool.keep',
    params: object({ key: Type.String({ pattern: '^[0-9a-f]{16}$' }) }),
    summary: 'Trust a key no longer; what was installed stays',
    body: object({ because: Text(300, 2) }),
    reply: KeyView,
  },
} as const
