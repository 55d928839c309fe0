/** What is asked about applications: by whoever applies, and by those who examine and decide. */
import { AreaCode, Id, Nullable, Page, PageQuery, Personal, type RouteSpec, type TSchema, Type } from '@liren/contract'
import type { FormsPort } from '@liren/forms/contract'
import { declineReasons, pauseReasons } from './application.ts'
import { sources } from './item.ts'
import {
  ApplicationRow,
  ApplicationView,
  byCode,
  byId,
  Channel,
  closed,
  DecisionView,
  LateMaterialRow,
  MaterialState,
  Moved,
  NoticeView,
  ObjectionView,
  Revealed,
  Seen,
  Text,
} from './views.ts'

/** What the person did to the form; the shape is that of `forms`, which looks at it closely. */
const Filled = Type.Unsafe<Parameters<FormsPort['submit']>[1] & object>(
  Type.Object(
    {
      answers: Personal(Type.Record(Type.String(), Type.Unknown())),
      confirmed: Type.Array(Text(200), { maxItems: 1000 }),
      reasons: Personal(Type.Record(Type.String(), Text(200, 0))),
      refused: Type.Array(Text(120), { maxItems: 200 }),
      materials: Type.Record(Type.String(), Type.Unknown()),
    },
    closed,
  ),
)
const Given = Type.Object(
  {
    key: Type.String(),
    source: Type.Enum([...sources]),
    files: Type.Optional(Type.Array(Id, { maxItems: 6, uniqueItems: true })),
    licenceId: Type.Optional(Id),
    /** Version of the text that was signed; `files` are the signature, and what others signed. */
    textVersion: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
)
const post = <const P extends string, const M extends string, B extends Record<string, TSchema>>(
  path: P,
  may: M,
  body: B,
  summary?: string,
) => ({
  method: 'POST' as const,
  path: `/applications/:id/${path}` as const,
  may,
  ...(summary ? { summary } : {}),
  params: byId,
  body: Type.Object({ ...body, seen: Seen }, closed),
  reply: Moved,
})

export const applicationRoutes = {
  begin: {
    method: 'POST',
    path: '/items/:code/applications',
    may: 'signed-in',
    summary:
      'Begins under an id made by the client: the form is filled at `forms` under the same id, each material with where it was found',
    params: byCode,
    body: Type.Object(
      {
        id: Id,
        area: Type.Optional(AreaCode),
        channel: Channel,
        enterpriseId: Type.Optional(Id),
        /** Dictionary keys that are not to be drawn from anywhere. */
        refused: Type.Optional(Type.Array(Text(120), { maxItems: 100 })),
      },
      closed,
    ),
    reply: Type.Object({
      application: ApplicationRow,
      materials: Type.Array(MaterialState),
      /** May this be for them? Never a bar: not knowing is not a no, and a no only warns. */
      verdict: Type.Enum(['yes', 'no', 'unknown', 'none']),
      missing: Type.Array(Type.String()),
      promise: Nullable(Type.Object({ text: Type.String(), consequences: Type.String(), version: Type.Integer() })),
      consents: Type.Array(Type.Object({ purpose: Type.String(), isGiven: Type.Boolean() })),
    }),
  },
  submit: {
    method: 'POST',
    path: '/applications/:id/submission',
    may: 'signed-in',
    summary: 'Hands the application in, with its form. What lacks is named all at once; sent again it answers the same',
    params: byId,
    body: Type.Object(
      {
        filled: Type.Optional(Filled),
        materials: Type.Optional(Type.Array(Given, { maxItems: 20 })),
        promise: Type.Optional(Type.Object({ version: Type.Integer(), isMade: Type.Literal(true) }, closed)),
        /** Materials that follow later, where the item allows it. */
        later: Type.Optional(Type.Array(Type.String(), { maxItems: 20 })),
      },
      closed,
    ),
    reply: Type.Object({ ...ApplicationRow.properties, queryCode: Nullable(Type.String()) }),
  },
  beginBundle: {
    method: 'POST',
    path: '/bundles/:code/applications',
    may: 'signed-in',
    summary: 'One authorisation for several items of a journey: begins each under a number of its own',
    params: byCode,
    body: Type.Object(
      {
        id: Id,
        area: Type.Optional(AreaCode),
        channel: Channel,
        items: Type.Array(Text(40), { minItems: 1, maxItems: 12, uniqueItems: true }),
        /** The one letter of authorisation for all of them. */
        isAuthorised: Type.Boolean(),
        enterpriseId: Type.Optional(Id),
      },
      closed,
    ),
    reply: Type.Object({ items: Type.Array(ApplicationRow) }),
  },
  takeUp: {
    method: 'POST',
    path: '/applications/:id/continuation',
    may: 'signed-in',
    summary:
      'Whoever helps goes on with what the person began, on the recorded authority; the application stays the same',
    params: byId,
    body: Type.Object({ channel: Type.Enum(['window', 'kiosk', 'agent', 'visit']) }, closed),
    reply: ApplicationRow,
  },
  journey: {
    method: 'GET',
    path: '/journeys/:id',
    may: 'signed-in',
    summary: 'Applications of one journey with their forms, in its order; to whoever began it or is helped',
    params: byId,
    reply: Type.Object({
      code: Type.String(),
      name: Type.String(),
      parts: Type.Array(Type.Object({ application: ApplicationView })),
    }),
  },
  mine: {
    method: 'GET',
    path: '/applications/mine',
    may: 'signed-in',
    summary: 'My applications, and those of whom I help just now, newest first',
    query: Type.Object({ ...PageQuery }, closed),
    reply: Page(ApplicationRow),
  },
  board: {
    method: 'GET',
    path: '/applications',
    may: 'application.read',
    summary: 'Applications within reach, newest first',
    query: Type.Object(
      {
        ...PageQuery,
        area: Type.Optional(AreaCode),
        state: Type.Optional(Text(20)),
        item: Type.Optional(Text(40)),
        number: Type.Optional(Text(30)),
      },
      closed,
    ),
    reply: Page(ApplicationRow),
  },
  read: { method: 'GET', path: '/applications/:id', may: 'signed-in', params: byId, reply: ApplicationView },
  revealAnswers: {
    method: 'POST',
    path: '/applications/:id/answers',
    may: 'application.read',
    summary: 'The answers in clear and what visits found, for a stated reason; leaves a footprint',
    params: byId,
    body: Type.Object({ reason: Text(200, 2) }, closed),
    reply: Revealed,
  },
  askCorrection: post(
    'correction-notice',
    'application.precheck',
    {
      gaps: Type.Array(Text(300), { minItems: 1, maxItems: 30 }),
      /** Keys of the form that have to be filled in again. */
      fields: Type.Optional(Type.Array(Text(120), { maxItems: 100, uniqueItems: true })),
    },
    'Names everything that lacks, once and all together',
  ),
  refill: {
    method: 'POST',
    path: '/applications/:id/refill',
    may: 'signed-in',
    summary: 'The form once more as it was handed in, under an id made by the client: for what a correction asks for',
    params: byId,
    body: Type.Object({ id: Id }, closed),
    reply: Type.Object({ formId: Id, fields: Type.Array(Type.String()) }),
  },
  correct: post(
    'correction',
    'signed-in',
    {
      text: Type.Optional(Text(1000)),
      /** A form begun anew at `forms` and filled in again. */
      formId: Type.Optional(Id),
      materials: Type.Optional(Type.Array(Given, { maxItems: 20 })),
    },
    'What was lacking, handed in',
  ),
  accept: post('acceptance', 'application.precheck', { text: Type.Optional(Text()) }),
  decline: post('refusal-to-accept', 'application.precheck', {
    reason: Type.Enum([...declineReasons]),
    text: Text(),
    ground: Type.Optional(Text(400)),
  }),
  pass: post(
    'opinions',
    'application.review',
    { text: Text() },
    'An opinion on this step; it goes to whoever has the next',
  ),
  visit: post(
    'visits',
    'application.review',
    {
      found: Personal(Text()),
      isGenuine: Type.Boolean(),
      companions: Type.Array(Text(40), { maxItems: 4 }),
      files: Type.Optional(Type.Array(Id, { maxItems: 6, uniqueItems: true })),
      at: Type.Optional(Type.String({ format: 'date-time' })),
    },
    'A visit at home or an assessment, by as many as the item asks for',
  ),
  consult: post(
    'consultations',
    'application.review',
    {
      unitIds: Type.Array(Id, { minItems: 1, maxItems: 8, uniqueItems: true }),
      task: Text(300),
      workDays: Type.Integer({ minimum: 1, maximum: 60 }),
    },
    'Brings in units that look at it side by side; it cannot go on before all have answered',
  ),
  pause: post('pause', 'application.review', { why: Type.Enum([...pauseReasons]), text: Text() }),
  resume: post('resumption', 'application.review', { text: Type.Optional(Text()) }),
  publish: post('notice', 'application.review', { shown: Text(600) }, 'Hangs the public notice of this step'),
  endNotice: post('notice-end', 'application.review', { text: Type.Optional(Text()) }),
  approve: post('approval', 'application.decide', {
    text: Personal(Text()),
    basis: Type.Optional(Text(400)),
    despite: Type.Optional(Text(300)),
    /** What the item asks whoever decides to settle: a grade, a code. */
    settled: Type.Optional(
      Personal(
        Type.Record(Text(40), Type.Union([Type.Integer(), Type.String({ maxLength: 200 })]), { maxProperties: 8 }),
      ),
    ),
  }),
  refuse: post('refusal', 'application.decide', { text: Personal(Text()), basis: Text(400) }),
  issue: post('handing-over', 'application.review', { how: Text(200) }),
  withdraw: post('withdrawal', 'signed-in', { text: Type.Optional(Text(300)) }),
  supply: post(
    'materials',
    'signed-in',
    { materials: Type.Array(Given, { minItems: 1, maxItems: 20 }) },
    'Hands in what was allowed to follow later',
  ),
  lateMaterials: {
    method: 'GET',
    path: '/materials/late',
    may: 'application.read',
    summary: 'Papers that were allowed to follow and are not here yet, the most urgent first',
    query: Type.Object({ ...PageQuery, area: Type.Optional(AreaCode) }, closed),
    reply: Page(LateMaterialRow),
  },
  countVisit: post(
    'arrivals',
    'application.assist',
    { at: Type.Optional(Text(60)) },
    'The applicant came to a window: counted against what the item promises',
  ),
  handOff: post(
    'transfer',
    'application.review',
    { to: Text(80), number: Type.Optional(Text(60)), state: Text(60) },
    'Given to, or heard from, a system of another region; the number here stays',
  ),
  notices: {
    method: 'GET',
    path: '/notices',
    may: 'anyone',
    summary: 'Public notices that hang now',
    query: Type.Object({ ...PageQuery, area: Type.Optional(AreaCode) }, closed),
    reply: Page(NoticeView),
  },
  notice: {
    method: 'GET',
    path: '/notices/:id',
    may: 'anyone',
    summary: 'One notice while it hangs; afterwards only to whoever objected, with the answer',
    params: byId,
    reply: Type.Object({
      notice: NoticeView,
      isRunning: Type.Boolean(),
      legalBasis: Type.Array(Type.String()),
      ownerName: Type.String(),
      /** How many objected, and what the reader said themselves. */
      objections: Type.Integer(),
      mine: Type.Array(ObjectionView),
    }),
  },
  object: {
    method: 'POST',
    path: '/notices/:id/objections',
    may: 'signed-in',
    params: byId,
    body: Type.Object({ id: Id, text: Personal(Text(1000, 4)) }, closed),
    reply: ObjectionView,
    perMinute: 20,
  },
  answerObjection: {
    method: 'POST',
    path: '/objections/:id/answer',
    may: 'application.review',
    params: byId,
    body: Type.Object({ answer: Text(1000, 2), isUpheld: Type.Boolean() }, closed),
    reply: ObjectionView,
  },
  decision: { method: 'GET', path: '/decisions/:id', may: 'signed-in', params: byId, reply: DecisionView },
} satisfies Record<string, RouteSpec>
