/** Cases 案件: a report travels from a resident's photo to a closed case. What may be asked, heard and refused. */
import {
  AreaCode,
  At,
  defineContract,
  Id,
  Nullable,
  Page,
  PageQuery,
  Personal,
  Place,
  type Static,
  Type,
} from '@liren/contract'
import { MatterRow, MatterView } from '@liren/matters/contract'
import { declineReasons, findings, outcomes } from './case.ts'

const closed = { additionalProperties: false } as const
const byId = Type.Object({ id: Id }, closed)
const Text = (most = 2000, least = 1) => Type.String({ minLength: least, maxLength: most })
const Files = Type.Array(Id, { maxItems: 9 })
const Seen = Type.Optional(Type.Integer({ minimum: 0 }))
const Code = Type.String({ pattern: '^[PEA]\\d{4}$' })
const Grade = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4)])
export const Ownership = Type.Enum(['municipal', 'lane', 'estate', 'unmanagedEstate', 'private', 'institution'])
const Limit = Type.Object(
  {
    amount: Type.Number({ exclusiveMinimum: 0, maximum: 400 }),
    unit: Type.Enum(['workHours', 'urgentHours', 'workDays', 'urgentDays']),
  },
  closed,
)

export type CategoryView = Static<typeof CategoryView>
export const CategoryView = Type.Object({
  code: Type.String(),
  name: Type.String(),
  path: Type.Array(Type.String()),
  grade: Grade,
  isManualOnly: Type.Boolean(),
  isMapped: Type.Boolean(),
})
const CategoryFull = Type.Object({
  ...CategoryView.properties,
  filingStandard: Type.String(),
  closingStandard: Type.String(),
  limits: Type.Record(Type.String(), Limit),
  keywords: Type.Array(Type.String()),
  points: Type.Integer(),
  isRestricted: Type.Boolean(),
  callFirst: Type.Boolean(),
})

const Moved = Type.Object({
  id: Id,
  number: Type.String(),
  state: Type.String(),
  phase: Type.String(),
  seen: Type.Integer(),
  dueAt: Nullable(At),
  isReplay: Type.Boolean(),
})

const Advice = Type.Object({ word: Type.String(), numbers: Type.Array(Type.String()), text: Type.String() })

/** A photo or document as a page shows it; addresses expire unless the case is public. */
export const EvidenceView = Type.Object({
  id: Id,
  part: Type.Enum(['report', 'before', 'after', 'verification', 'check', 'other']),
  url: Nullable(Type.String()),
  thumbUrl: Nullable(Type.String()),
  mime: Type.String(),
  name: Type.String(),
  takenAt: Nullable(At),
  at: At,
})

export type CaseView = Static<typeof CaseView>
export const CaseView = Type.Object({
  matter: MatterView,
  category: Nullable(CategoryFull),
  ownership: Nullable(Ownership),
  text: Type.String(),
  source: Type.Object({ code: Type.String(), name: Type.String() }),
  isAnonymous: Type.Boolean(),
  isRestricted: Type.Boolean(),
  safetyWords: Type.Array(Type.String()),
  contact: Nullable(Type.Object({ name: Nullable(Type.String()), phone: Nullable(Type.String()) })),
  seenAt: Nullable(At),
  outcome: Nullable(Type.Enum([...outcomes])),
  areaPath: Type.Array(Type.String()),
  evidence: Type.Array(EvidenceView),
})

/** A case as a row of the desk's lists. */
export type CaseRow = Static<typeof CaseRow>
export const CaseRow = Type.Object({
  ...MatterRow.properties,
  categoryCode: Nullable(Type.String()),
  categoryName: Nullable(Type.String()),
  sourceName: Type.String(),
  areaName: Type.String(),
})

const Proposal = Type.Object({
  unitId: Id,
  unitName: Type.String(),
  part: Type.Enum(['lead', 'support']),
  clause: Type.String(),
  score: Type.Number(),
  why: Type.Array(Type.String()),
  openMatters: Type.Integer(),
})

const staff = [
  'gridWorker',
  'communityWorker',
  'handler',
  'acceptor',
  'dutyLeader',
  'dispatcher',
  'supervisor',
  'communityAdmin',
] as const

export const cases = defineContract({
  name: 'cases',
  permissions: {
    'case.report': ['guest', 'resident', 'merchant', ...staff],
    'case.accept': ['acceptor', 'dutyLeader', 'communityWorker'],
    'case.verify': ['gridWorker', 'communityWorker'],
    'case.settle': ['gridWorker', 'communityWorker'],
    'case.file': ['dutyLeader'],
    'case.dispatch': ['dispatcher', 'dutyLeader'],
    'case.close': ['dutyLeader'],
    'case.card': [...staff],
    'contact.read': ['gridWorker', 'communityWorker', 'acceptor', 'handler', 'dutyLeader', 'dispatcher'],
    'category.change': ['dataSteward', 'systemAdmin'],
  },
  refusals: {
    'not-found': 404,
    'no-such-category': 422,
    'no-such-source': 422,
    'place-missing': 422,
    'outside-district': 422,
    'contact-missing': 422,
    'phone-wrong': 422,
    'nothing-said': 422,
    'photo-missing': 422,
    'ground-missing': 422,
    'no-such-unit': 422,
    'nobody-in-charge': 409,
    'not-open-to-you': 403,
    'id-taken': 409,
  },
  events: {
    reported: Type.Object({
      caseId: Id,
      number: Type.String(),
      title: Type.String(),
      areaCode: AreaCode,
      cellCode: Nullable(Type.String()),
      categoryCode: Nullable(Type.String()),
      grade: Type.Integer(),
      source: Type.String(),
      state: Type.String(),
      safety: Type.Array(Type.String()),
    }),
    accepted: Type.Object({ caseId: Id, categoryCode: Type.String(), before: Nullable(Type.String()) }),
    dispatched: Type.Object({
      caseId: Id,
      unitId: Id,
      categoryCode: Nullable(Type.String()),
      areaCode: AreaCode,
      isProposal: Type.Boolean(),
    }),
    replied: Type.Object({ caseId: Id, outcome: Type.Enum([...outcomes]), unitId: Nullable(Id) }),
    declined: Type.Object({ caseId: Id, reason: Type.String() }),
    closed: Type.Object({
      caseId: Id,
      outcome: Nullable(Type.String()),
      categoryCode: Nullable(Type.String()),
      areaCode: AreaCode,
    }),
  },
  routes: {
    categories: {
      method: 'GET',
      path: '/categories',
      may: 'anyone',
      summary: 'All categories, in code order',
      reply: Type.Object({ version: Type.String(), items: Type.Array(CategoryView) }),
    },
    category: {
      method: 'GET',
      path: '/categories/:code',
      may: 'anyone',
      params: Type.Object({ code: Code }, closed),
      reply: CategoryFull,
    },
    changeCategory: {
      method: 'PATCH',
      path: '/categories/:code',
      may: 'category.change',
      params: Type.Object({ code: Code }, closed),
      body: Type.Object(
        {
          name: Type.Optional(Text(60)),
          filingStandard: Type.Optional(Text(400)),
          closingStandard: Type.Optional(Text(400)),
          grade: Type.Optional(Grade),
          limits: Type.Optional(
            Type.Partial(
              Type.Record(
                Type.Enum(['accept', 'verify', 'file', 'dispatch', 'signIn', 'handle', 'check', 'onSite']),
                Limit,
              ),
              { additionalProperties: false },
            ),
          ),
          keywords: Type.Optional(Type.Array(Text(30), { maxItems: 40 })),
          points: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
        },
        closed,
      ),
      reply: CategoryFull,
    },
    sources: {
      method: 'GET',
      path: '/sources',
      may: 'anyone',
      reply: Type.Object({
        items: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), letter: Type.String() })),
      }),
    },
    consider: {
      method: 'POST',
      path: '/considerations',
      may: 'case.report',
      perMinute: 120,
      summary: 'Before sending: what the words suggest, and whom to call when somebody is in danger',
      body: Type.Object({ text: Text(2000) }, closed),
      reply: Type.Object({ grade: Type.Integer(), advice: Type.Array(Advice), categories: Type.Array(CategoryView) }),
    },
    report: {
      method: 'POST',
      path: '/reports',
      may: 'case.report',
      status: 201,
      summary: 'Report something 上报. The id is made by the phone: sending it again is harmless and answers the same.',
      body: Type.Object(
        {
          id: Id,
          text: Type.Optional(Type.String({ maxLength: 2000 })),
          place: Type.Optional(Place),
          areaCode: Type.Optional(AreaCode),
          address: Type.Optional(Text(200)),
          categoryCode: Type.Optional(Code),
          ownership: Type.Optional(Ownership),
          photos: Type.Optional(Files),
          source: Type.Optional(Text(30)),
          seenAt: Type.Optional(At),
          isPublic: Type.Optional(Type.Boolean()),
          isAnonymous: Type.Optional(Type.Boolean()),
          contact: Type.Optional(
            Type.Object({ name: Type.Optional(Personal(Text(40))), phone: Personal(Text(20)) }, closed),
          ),
        },
        closed,
      ),
      reply: Type.Object({
        id: Id,
        number: Type.String(),
        queryCode: Type.String(),
        state: Type.String(),
        dueAt: Nullable(At),
        grade: Type.Integer(),
        advice: Type.Array(Advice),
      }),
    },
    read: {
      method: 'GET',
      path: '/cases/:id',
      may: 'anyone',
      summary: 'A case whole, as far as whoever asks may see it',
      params: byId,
      reply: CaseView,
    },
    list: {
      method: 'GET',
      path: '/cases',
      may: 'case.card',
      summary: 'Cases in my reach with category, source and community, newest first or by due time',
      query: Type.Object({
        ...PageQuery,
        q: Type.Optional(Type.String({ minLength: 2, maxLength: 60 })),
        area: Type.Optional(AreaCode),
        state: Type.Optional(Text(30)),
        unit: Type.Optional(Id),
        grade: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
        source: Type.Optional(Text(30)),
        category: Type.Optional(Code),
        due: Type.Optional(Type.Enum(['overdue', 'soon', 'calm', 'suspended'])),
        isOpen: Type.Optional(Type.Boolean()),
        order: Type.Optional(Type.Enum(['newest', 'due'])),
      }),
      reply: Page(CaseRow),
    },
    cards: {
      method: 'GET',
      path: '/cards',
      may: 'anyone',
      summary: 'What lists show beside a matter: category, source, first photo',
      query: Type.Object({ ids: Type.Union([Id, Type.Array(Id, { maxItems: 200 })]) }),
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            id: Id,
            categoryCode: Nullable(Type.String()),
            categoryName: Nullable(Type.String()),
            sourceName: Type.String(),
            thumbUrl: Nullable(Type.String()),
          }),
        ),
      }),
    },
    contact: {
      method: 'POST',
      path: '/cases/:id/contact',
      may: 'contact.read',
      summary: 'The reporter’s number, for a stated purpose; remembered in the audit',
      params: byId,
      body: Type.Object({ purpose: Text(200, 2) }, closed),
      reply: Type.Object({ name: Personal(Nullable(Type.String())), phone: Personal(Nullable(Type.String())) }),
    },
    addPhotos: {
      method: 'POST',
      path: '/cases/:id/photos',
      may: 'signed-in',
      summary: 'More photos from whoever is part of the case: with a word in the thread, or with reopening',
      params: byId,
      body: Type.Object({ files: Type.Array(Id, { minItems: 1, maxItems: 9 }) }, closed),
    },
    accept: {
      method: 'POST',
      path: '/cases/:id/acceptance',
      may: 'case.accept',
      params: byId,
      summary: '受理',
      body: Type.Object(
        {
          seen: Seen,
          categoryCode: Code,
          ownership: Type.Optional(Ownership),
          grade: Type.Optional(Grade),
          areaCode: Type.Optional(AreaCode),
          place: Type.Optional(Place),
          isPublic: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
      reply: Moved,
    },
    decline: {
      method: 'POST',
      path: '/cases/:id/refusal',
      may: 'case.accept',
      params: byId,
      summary: '不予受理 / 不予立案',
      body: Type.Object(
        { seen: Seen, reason: Type.Enum([...declineReasons]), text: Text(), ground: Type.Optional(Text(400)) },
        closed,
      ),
      reply: Moved,
    },
    askVerification: {
      method: 'POST',
      path: '/cases/:id/verification-task',
      may: 'case.accept',
      params: byId,
      summary: '发核实',
      body: Type.Object({ seen: Seen, text: Type.Optional(Text()), accountId: Type.Optional(Id) }, closed),
      reply: Moved,
    },
    answerVerification: {
      method: 'POST',
      path: '/cases/:id/verification',
      may: 'case.verify',
      params: byId,
      summary: '核实回复',
      body: Type.Object(
        { seen: Seen, finding: Type.Enum([...findings]), text: Type.Optional(Text()), files: Files },
        closed,
      ),
      reply: Moved,
    },
    settle: {
      method: 'POST',
      path: '/cases/:id/settlement',
      may: 'case.settle',
      params: byId,
      summary: '自行处置归档: put right on the spot, before and after shown',
      body: Type.Object(
        {
          seen: Seen,
          text: Text(),
          before: Type.Array(Id, { minItems: 1, maxItems: 4 }),
          after: Type.Array(Id, { minItems: 1, maxItems: 4 }),
        },
        closed,
      ),
      reply: Moved,
    },
    file: {
      method: 'POST',
      path: '/cases/:id/filing',
      may: 'case.file',
      params: byId,
      summary: '立案',
      body: Type.Object({ seen: Seen, text: Type.Optional(Text()) }, closed),
      reply: Moved,
    },
    proposals: {
      method: 'GET',
      path: '/cases/:id/proposals',
      may: 'case.dispatch',
      params: byId,
      summary: 'Who should handle it, best first, with the clause and the reasons',
      reply: Type.Object({ items: Type.Array(Proposal) }),
    },
    dispatch: {
      method: 'POST',
      path: '/cases/:id/dispatch',
      may: 'case.dispatch',
      params: byId,
      summary: '派遣 or 改派',
      body: Type.Object(
        {
          seen: Seen,
          unitId: Id,
          limit: Type.Optional(Limit),
          text: Type.Optional(Text()),
          supporting: Type.Optional(
            Type.Array(Type.Object({ unitId: Id, task: Text(400), limit: Type.Optional(Limit) }, closed), {
              maxItems: 8,
            }),
          ),
        },
        closed,
      ),
      reply: Moved,
    },
    sendBack: {
      method: 'POST',
      path: '/cases/:id/sending-back',
      may: 'case.dispatch',
      params: byId,
      summary: '回退值班长',
      body: Type.Object({ seen: Seen, text: Text() }, closed),
      reply: Moved,
    },
    signIn: {
      method: 'POST',
      path: '/cases/:id/sign-in',
      may: 'signed-in',
      params: byId,
      summary: '签收',
      body: Type.Object({ seen: Seen }, closed),
      reply: Moved,
    },
    forward: {
      method: 'POST',
      path: '/cases/:id/forwarding',
      may: 'signed-in',
      params: byId,
      summary: '转派下级',
      body: Type.Object({ seen: Seen, unitId: Id, text: Type.Optional(Text()) }, closed),
      reply: Moved,
    },
    reply: {
      method: 'POST',
      path: '/cases/:id/reply',
      may: 'signed-in',
      params: byId,
      summary: '处置回复',
      body: Type.Object(
        {
          seen: Seen,
          outcome: Type.Enum([...outcomes]),
          text: Text(),
          ground: Type.Optional(Text(400)),
          referredTo: Type.Optional(Text(120)),
          files: Type.Optional(Files),
        },
        closed,
      ),
      reply: Moved,
    },
    check: {
      method: 'POST',
      path: '/cases/:id/check',
      may: 'case.verify',
      params: byId,
      summary: '核查',
      body: Type.Object(
        { seen: Seen, isPassed: Type.Boolean(), text: Type.Optional(Text()), files: Type.Optional(Files) },
        closed,
      ),
      reply: Moved,
    },
    conclude: {
      method: 'POST',
      path: '/cases/:id/conclusion',
      may: 'case.close',
      params: byId,
      summary: '结案, 返工 or 复核',
      body: Type.Object(
        { seen: Seen, decision: Type.Enum(['close', 'rework', 'recheck']), text: Type.Optional(Text()) },
        closed,
      ),
      reply: Moved,
    },
  },
})
