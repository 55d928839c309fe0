/** 邻里互助 Neighbours help neighbours: asked, taken, begun with a code, thanked; a time bank beside points; safety first. */
import {
  AreaCode,
  At,
  defineContract,
  Id,
  Nullable,
  Page,
  PageQuery,
  Personal,
  type Static,
  Type,
} from '@liren/contract'
import { Cooperation, CooperationReport } from './cooperation.ts'
import { kinds, peopleAtMost, reaches, states } from './help-request.ts'

const closed = { additionalProperties: false } as const
const byId = Type.Object({ id: Id }, closed)
const Text = (least: number, most: number) => Type.String({ minLength: least, maxLength: most })
const Score = Type.Integer({ minimum: 1, maximum: 5 })
const nothing = Type.Object({}, closed)

/** As neighbours see it: the building, never the door; no names before it is taken. */
export type HelpView = Static<typeof HelpView>
export const HelpView = Type.Object({
  id: Id,
  area: Type.String(),
  kind: Type.Enum([...kinds]),
  wish: Type.String(),
  building: Type.String(),
  forWhom: Type.Enum(['self', 'elder', 'minor']),
  startsAt: At,
  endsAt: At,
  hours: Type.Integer(),
  safety: Nullable(Type.String()),
  state: Type.Enum([...states]),
  isMine: Type.Boolean(),
  isHelper: Type.Boolean(),
  /** How far it is told: the community's neighbours, or those of the whole street. */
  reach: Type.Enum([...reaches]),
  /** How many neighbours are wanted in all; each takes a request of their own. */
  people: Type.Integer(),
  /** Called out of a danger: the door may be looked up by those who go there. */
  isUrgent: Type.Boolean(),
  /** What the community said when it declined or settled it. */
  deskNote: Nullable(Type.String()),
  postedAt: At,
})
/** What the two of them see besides. */
export const HelpDetail = Type.Object({
  ...HelpView.properties,
  otherName: Nullable(Type.String()),
  exactPlace: Personal(Nullable(Type.String())),
  /** Only for whoever asked: said to the helper at the door. */
  startCode: Nullable(Type.String()),
  askerScore: Nullable(Type.Integer()),
  /** What the asker wrote to the helper with their thanks. */
  askerWords: Nullable(Type.String()),
  helperScore: Nullable(Type.Integer()),
  matterId: Nullable(Id),
  /** Where several were asked for: the others' places, without a name before they are taken. */
  others: Type.Array(Type.Object({ id: Id, state: Type.Enum([...states]), helperName: Nullable(Type.String()) })),
})

const Told = { requestId: Id, askerId: Id, helperId: Id, communityCode: AreaCode, hours: Type.Integer() }

export const mutualAid = defineContract({
  name: 'mutual-aid',
  permissions: {
    'help.join': ['resident'],
    'help.keep': ['communityWorker', 'communityAdmin'],
    /** To go where somebody is in danger. */
    'help.rescue': ['communityWorker', 'gridWorker', 'communityAdmin'],
  },
  refusals: {
    'not-found': 404,
    'no-record': 409,
    'not-by-staff': 403,
    'not-yours': 403,
    'wrong-state': 409,
    'not-verified': 403,
    'own-household': 403,
    'helping-already': 409,
    'say-what': 422,
    'too-young': 403,
    'not-elder': 422,
    banned: 422,
    'in-the-past': 422,
    'too-many-tries': 409,
    'given-back': 409,
    'hours-cap': 409,
    'too-early': 409,
    'rated-already': 409,
    'id-taken': 409,
    'unknown-area': 422,
    'not-over': 409,
    'nothing-to-clear': 409,
    'cleared-already': 409,
  },
  events: {
    /** A request changed its state: whoever has it open sees it. */
    moved: Type.Object({ requestId: Id, communityCode: AreaCode, state: Type.String() }),
    asked: Type.Object({ requestId: Id, communityCode: AreaCode, kind: Type.String() }),
    taken: Type.Object({ requestId: Id, communityCode: AreaCode }),
    /** Help was given and the asker said so; 0 where they said nothing in three days, 4 where the community settled it for the helper. */
    thanked: Type.Object({ ...Told, score: Type.Integer() }),
    'no-show': Type.Object(Told),
    disputed: Type.Object({ requestId: Id, matterId: Id, communityCode: AreaCode, isUrgent: Type.Boolean() }),
  },
  routes: {
    open: {
      method: 'GET',
      path: '/requests',
      may: 'help.join',
      query: Type.Object({ ...PageQuery, area: AreaCode, kind: Type.Optional(Type.Enum([...kinds])) }, closed),
      reply: Page(HelpView),
    },
    mine: {
      method: 'GET',
      path: '/mine',
      may: 'help.join',
      summary: 'What I asked for and what I took, newest first',
      query: Type.Object({ ...PageQuery }, closed),
      reply: Page(HelpView),
    },
    ask: {
      method: 'POST',
      path: '/requests',
      may: 'help.join',
      perMinute: 20,
      body: Type.Object(
        {
          id: Id,
          area: AreaCode,
          kind: Type.Enum([...kinds]),
          wish: Text(4, 200),
          building: Text(1, 60),
          exactPlace: Personal(Text(1, 80)),
          forWhom: Type.Enum(['self', 'elder', 'minor']),
          /** The elder of the own household it is for, where hours pay. */
          forPersonId: Type.Optional(Id),
          startsAt: At,
          endsAt: At,
          /** Hours of the time bank; 0: points by the community's rule. */
          hours: Type.Integer({ minimum: 0, maximum: 2 }),
          hoursFrom: Type.Optional(Type.Enum(['mine', 'pool'])),
          safety: Type.Optional(Text(0, 200)),
          reach: Type.Optional(Type.Enum([...reaches])),
          people: Type.Optional(Type.Integer({ minimum: 1, maximum: peopleAtMost })),
        },
        closed,
      ),
      reply: HelpDetail,
      status: 201,
    },
    read: { method: 'GET', path: '/requests/:id', may: 'help.join', params: byId, reply: HelpDetail },
    take: {
      method: 'POST',
      path: '/requests/:id/take',
      may: 'help.join',
      params: byId,
      body: nothing,
      reply: HelpDetail,
    },
    giveBack: {
      method: 'POST',
      path: '/requests/:id/return',
      may: 'help.join',
      params: byId,
      body: nothing,
      reply: HelpDetail,
    },
    start: {
      method: 'POST',
      path: '/requests/:id/start',
      may: 'help.join',
      summary: 'The helper says the code the asker told at the door; with a wrong one the request stays taken',
      perMinute: 10,
      params: byId,
      body: Type.Object({ code: Type.String({ pattern: '^\\d{4}$' }) }, closed),
      reply: HelpDetail,
    },
    done: {
      method: 'POST',
      path: '/requests/:id/completion',
      may: 'help.join',
      params: byId,
      body: nothing,
      reply: HelpDetail,
    },
    thank: {
      method: 'POST',
      path: '/requests/:id/thanks',
      may: 'help.join',
      params: byId,
      body: Type.Object({ score: Score, words: Type.Optional(Text(0, 200)) }, closed),
      reply: HelpDetail,
    },
    rateAsker: {
      method: 'POST',
      path: '/requests/:id/asker-rating',
      may: 'help.join',
      params: byId,
      body: Type.Object({ score: Score }, closed),
      reply: HelpDetail,
    },
    withdraw: {
      method: 'POST',
      path: '/requests/:id/withdrawal',
      may: 'help.join',
      params: byId,
      body: nothing,
      reply: HelpDetail,
    },
    missed: {
      method: 'POST',
      path: '/requests/:id/no-show',
      may: 'help.join',
      summary: 'Nobody came; the request is open again',
      params: byId,
      body: nothing,
      reply: HelpDetail,
    },
    dispute: {
      method: 'POST',
      path: '/requests/:id/dispute',
      may: 'help.join',
      summary:
        'Something is wrong, in words. Urgent: somebody is in danger; no words are needed and whoever is on duty is told at once',
      params: byId,
      body: Type.Object({ text: Text(0, 500), isUrgent: Type.Boolean() }, closed),
      reply: Type.Object({ matterId: Id, number: Type.String() }),
    },
    danger: {
      method: 'GET',
      path: '/dangers/:id',
      may: 'help.rescue',
      summary: 'A request out of which somebody called: what, where by its building, and the matter it became',
      params: byId,
      reply: Type.Object({ ...HelpView.properties, matterId: Nullable(Id) }),
    },
    place: {
      method: 'POST',
      path: '/requests/:id/place',
      may: 'help.rescue',
      summary: 'The door, for whoever goes there because somebody is in danger; the asker sees that it was looked up',
      params: byId,
      body: nothing,
      reply: Type.Object({
        building: Type.String(),
        exactPlace: Personal(Nullable(Type.String())),
        askerName: Nullable(Type.String()),
        helperName: Nullable(Type.String()),
        wish: Type.String(),
      }),
    },
    cooperation: {
      method: 'GET',
      path: '/cooperation',
      may: 'anyone',
      summary: 'How many requests were met, by how many different pairs; never by whom',
      query: Type.Object({ area: AreaCode, days: Type.Optional(Type.Integer({ minimum: 7, maximum: 366 })) }, closed),
      reply: Cooperation,
    },
    cooperationReport: {
      method: 'GET',
      path: '/cooperation/report',
      may: 'anyone',
      summary: 'The same month by month, by kind and, of more than one community, by community',
      query: Type.Object({ area: AreaCode, months: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 })) }, closed),
      reply: CooperationReport,
    },
    all: {
      method: 'GET',
      path: '/all',
      may: 'help.keep',
      query: Type.Object(
        { ...PageQuery, area: Type.Optional(AreaCode), state: Type.Optional(Type.Enum([...states])) },
        closed,
      ),
      reply: Page(HelpView),
    },
    decide: {
      method: 'POST',
      path: '/requests/:id/decision',
      may: 'help.keep',
      summary: 'Lets a request with children in it be seen, or declines one',
      params: byId,
      body: Type.Object({ isFine: Type.Boolean(), note: Text(0, 200) }, closed),
      reply: HelpView,
    },
    settle: {
      method: 'POST',
      path: '/requests/:id/settlement',
      may: 'help.keep',
      params: byId,
      body: Type.Object({ isHelperPaid: Type.Boolean(), note: Text(2, 500) }, closed),
      reply: HelpView,
    },
    clearing: {
      method: 'GET',
      path: '/clearing',
      may: 'help.keep',
      summary: 'Hours between communities in a month: who was helped where by people of where',
      query: Type.Object({ area: AreaCode, month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }) }, closed),
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            from: Type.String(),
            to: Type.String(),
            hours: Type.Integer(),
            requests: Type.Integer(),
            clearedAt: Nullable(At),
            clearedByName: Nullable(Type.String()),
          }),
        ),
        net: Type.Integer(),
      }),
    },
    clear: {
      method: 'POST',
      path: '/clearing',
      may: 'help.keep',
      summary:
        'Settles a month that is over: the pool of where people were helped hands the hours to the pool of where their helpers live; once',
      body: Type.Object({ from: AreaCode, to: AreaCode, month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }) }, closed),
      reply: Type.Object({ hours: Type.Integer() }),
    },
    fund: {
      method: 'POST',
      path: '/pool',
      may: 'help.keep',
      summary: 'Puts hours the community stands good for into its pool, for those who have none',
      body: Type.Object({ id: Id, area: AreaCode, hours: Type.Integer({ minimum: 1, maximum: 500 }) }, closed),
      reply: Type.Object({ transferId: Id }),
    },
  },
})
