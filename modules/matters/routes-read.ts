/** What may be read of matters: lists, one whole, progress, the public side, the figures of the board. */
import { AreaCode, At, Id, Nullable, On, Page, PageQuery, Type } from '@liren/contract'
import { queueOrders } from './queue-order.ts'
import { causes, owed } from './reply.ts'
import {
  BothWords,
  Grade,
  LimitView,
  MatterRow,
  MatterView,
  Message,
  Name,
  OrderKind,
  PhaseName,
  Progress,
  PublicRow,
  Request,
} from './views.ts'

const strict = { additionalProperties: false }

const One = Type.Object({ id: Id })

/** The beginning of a kind's code: a letter for the great kinds, three characters for a type, all of it for one kind. */
const Kind = Type.String({ pattern: '^[0-9A-Za-z]{1,12}$' })

/** How an open matter stands with its clock: late, nearly due, in time, or at rest (挂账). */
const Standing = Type.Enum(['overdue', 'soon', 'calm', 'suspended'])

/** Ninety days up to today where nothing is said. */
const InArea = { area: Type.Optional(AreaCode), from: Type.Optional(On), until: Type.Optional(On) }

/** Hours are medians; `slowHours` is what one in ten exceeds. */
const Half = Type.Object({ closed: Type.Integer(), hours: Nullable(Type.Number()) })
const FlowSum = Type.Object({
  from: At,
  until: At,
  closed: Type.Integer(),
  hours: Nullable(Type.Number()),
  slowHours: Nullable(Type.Number()),
  hops: Nullable(Type.Number()),
  steps: Nullable(Type.Number()),
  returned: Type.Integer(),
  joint: Half,
  alone: Half,
})

export const readRoutes = {
  inbox: {
    method: 'GET',
    path: '/inbox',
    may: 'signed-in',
    summary: 'What waits for me and my units, by due time or the rule of the place (`inboxOrder`)',
    query: Type.Object({
      ...PageQuery,
      unit: Type.Optional(Id),
      process: Type.Optional(Name),
      /** In my own hands, in my unit's, or supported by it. */
      part: Type.Optional(Type.Enum(['mine', 'unit', 'support'])),
    }),
    reply: Page(MatterRow),
  },
  inboxOrder: {
    method: 'GET',
    path: '/inbox-order',
    may: 'signed-in',
    summary:
      'By what my inbox is ordered: due first, waiting longest, or gravest; set by the community, every change on record',
    reply: Type.Object({ order: Type.Enum([...queueOrders]) }),
  },
  inboxKinds: {
    method: 'GET',
    path: '/inbox-kinds',
    may: 'signed-in',
    summary: 'Of which processes something waits for me',
    reply: Type.Object({ kinds: Type.Array(Type.Object({ module: Type.String(), process: Type.String() })) }),
  },
  flow: {
    method: 'GET',
    path: '/flow',
    may: 'queue.read',
    summary:
      'How closed matters of a process went, beside an earlier span of the same length: stays, hand-overs, hours, alone or joint',
    query: Type.Object({ ...InArea, process: Name, beforeUntil: Type.Optional(On) }, strict),
    reply: Type.Object({
      processes: Type.Array(Type.Object({ name: Type.String(), module: Type.String() })),
      now: FlowSum,
      before: FlowSum,
      states: Type.Array(
        Type.Object({
          state: Type.String(),
          visits: Type.Integer(),
          hours: Nullable(Type.Number()),
          visitsBefore: Type.Integer(),
          hoursBefore: Nullable(Type.Number()),
        }),
      ),
      /** The newest first; each says what is not as in the one before. */
      versions: Type.Array(
        Type.Object({
          version: Type.Integer(),
          since: At,
          states: Type.Integer(),
          moves: Type.Integer(),
          removedStates: Type.Array(Type.String()),
          addedStates: Type.Array(Type.String()),
          removedMoves: Type.Array(Type.String()),
          addedMoves: Type.Array(Type.String()),
        }),
      ),
    }),
  },
  agenda: {
    method: 'GET',
    path: '/agenda',
    may: 'signed-in',
    summary:
      'My calendar: what is due, duties, rounds and whatever else modules put there, by day; what is late already comes apart',
    query: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 31 })) }, strict),
    reply: Type.Object({
      from: On,
      until: On,
      late: Type.Integer(),
      /** More is due on these days than fits: the inbox has all of it. */
      isCut: Type.Boolean(),
      items: Type.Array(
        Type.Object({
          module: Name,
          word: Type.String(),
          day: On,
          time: Nullable(Type.String()),
          title: Type.String(),
          link: Type.String(),
        }),
      ),
    }),
  },
  list: {
    method: 'GET',
    path: '/matters',
    may: 'matter.read',
    summary: 'Matters in my reach, newest first; `q` searches title, text and number',
    query: Type.Object({
      ...PageQuery,
      q: Type.Optional(Type.String({ minLength: 2, maxLength: 60 })),
      area: Type.Optional(AreaCode),
      process: Type.Optional(Name),
      state: Type.Optional(Name),
      phase: Type.Optional(PhaseName),
      unit: Type.Optional(Id),
      grade: Type.Optional(Grade),
      source: Type.Optional(Name),
      kind: Type.Optional(Kind),
      orderKind: Type.Optional(OrderKind),
      isOverdue: Type.Optional(Type.Boolean()),
      isOpen: Type.Optional(Type.Boolean()),
      due: Type.Optional(Standing),
      /** `rule`: as the place of whoever asks orders its inbox. */
      order: Type.Optional(Type.Enum(['newest', 'due', 'rule'])),
    }),
    reply: Page(MatterRow),
  },
  unanswered: {
    method: 'GET',
    path: '/unanswered',
    may: 'matter.talk',
    summary: 'Words of residents and bad ratings that wait for a reply, by when it is due',
    query: Type.Object({ ...PageQuery }),
    reply: Page(
      Type.Object({
        matterId: Id,
        number: Type.String(),
        title: Type.String(),
        module: Type.String(),
        kind: Type.Enum([...owed]),
        since: At,
        dueAt: At,
        isMissed: Type.Boolean(),
        holderUnitName: Nullable(Type.String()),
      }),
    ),
  },
  dissatisfaction: {
    method: 'GET',
    path: '/dissatisfaction',
    may: 'queue.read',
    summary: 'Bad ratings by cause and by unit, and how many became content',
    query: Type.Object({ ...InArea }),
    reply: Type.Object({
      from: At,
      until: At,
      rated: Type.Integer(),
      bad: Type.Integer(),
      followed: Type.Integer(),
      turned: Type.Integer(),
      excluded: Type.Integer(),
      byCause: Type.Array(Type.Object({ cause: Type.String(), bad: Type.Integer(), turned: Type.Integer() })),
      byUnit: Type.Array(
        Type.Object({
          unitId: Id,
          unitName: Type.String(),
          rated: Type.Integer(),
          bad: Type.Integer(),
          turned: Type.Integer(),
        }),
      ),
    }),
  },
  badRatings: {
    method: 'GET',
    path: '/bad-ratings',
    may: 'queue.read',
    query: Type.Object({
      ...PageQuery,
      ...InArea,
      cause: Type.Optional(Type.Enum([...causes, 'unsaid'])),
      unit: Type.Optional(Id),
      kind: Type.Optional(Kind),
    }),
    reply: Page(
      Type.Object({
        id: Id,
        matterId: Id,
        number: Type.String(),
        title: Type.String(),
        module: Type.String(),
        score: Type.Integer(),
        reasons: Type.Array(Type.String()),
        cause: Nullable(Type.String()),
        text: Nullable(Type.String()),
        at: At,
        unitId: Nullable(Id),
        followUp: Nullable(Type.Enum(['open', 'done'])),
        result: Nullable(Type.String()),
        isTurned: Type.Boolean(),
        excludedBecause: Nullable(Type.String()),
      }),
    ),
  },
  colleagues: {
    method: 'GET',
    path: '/matters/:id/colleagues',
    may: 'matter.talk',
    summary: 'Colleagues whose work reaches the place; those its words may mean come marked',
    params: One,
    reply: Type.Object({
      items: Type.Array(Type.Object({ id: Id, name: Type.String(), isNamed: Type.Boolean() })),
    }),
  },
  unitPeople: {
    method: 'GET',
    path: '/matters/:id/unit-people',
    may: 'matter.talk',
    summary: 'Colleagues of the unit that has it: to whom it can be handed by name',
    params: One,
    reply: Type.Object({ items: Type.Array(Type.Object({ id: Id, name: Type.String() })) }),
  },
  read: {
    method: 'GET',
    path: '/matters/:id',
    may: 'signed-in',
    summary: 'One matter whole',
    params: One,
    reply: MatterView,
  },
  receipts: {
    method: 'GET',
    path: '/matters/:id/receipts',
    may: 'signed-in',
    summary: 'For staff: when those put in charge were told, and when the first of them read it; by step',
    params: One,
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          seq: Type.Integer(),
          sentAt: At,
          recipients: Type.Integer(),
          deliveredAt: Nullable(At),
          readAt: Nullable(At),
        }),
      ),
    }),
  },
  process: {
    method: 'GET',
    path: '/processes/:name',
    may: 'anyone',
    summary: 'A process, to be drawn',
    params: Type.Object({ name: Name }),
    reply: Type.Object({
      name: Type.String(),
      version: Type.Integer(),
      states: Type.Array(Type.Object({ name: Type.String(), phase: PhaseName })),
      moves: Type.Array(
        Type.Object({ name: Type.String(), from: Type.Array(Type.String()), to: Nullable(Type.String()) }),
      ),
      clocks: Type.Array(Type.Object({ name: Type.String(), limit: LimitView })),
    }),
  },
  mine: {
    method: 'GET',
    path: '/mine',
    may: 'signed-in',
    summary: 'What I reported or follow, newest first',
    query: Type.Object({ ...PageQuery }),
    reply: Page(MatterRow),
  },
  waiting: {
    method: 'GET',
    path: '/waiting',
    may: 'signed-in',
    summary: 'How many of what I reported is done and not rated by me, counted up to 20',
    reply: Type.Object({ toRate: Type.Integer() }),
  },
  progress: {
    method: 'POST',
    path: '/progress',
    may: 'anyone',
    perMinute: 10,
    summary: 'Progress by number and query code, without login',
    body: Type.Object(
      { number: Type.String({ minLength: 10, maxLength: 30 }), code: Type.String({ minLength: 8, maxLength: 20 }) },
      strict,
    ),
    reply: Progress,
  },
  messages: {
    method: 'GET',
    path: '/matters/:id/messages',
    may: 'signed-in',
    params: One,
    query: Type.Object({ ...PageQuery }),
    reply: Page(Message),
  },
  requests: {
    method: 'GET',
    path: '/requests',
    may: 'matter.decide',
    summary: 'What waits for a decision, oldest first',
    query: Type.Object({ ...PageQuery }),
    reply: Page(Request),
  },
  publicList: {
    method: 'GET',
    path: '/public',
    may: 'anyone',
    perMinute: 120,
    summary: 'Published matters of an area, newest first',
    query: Type.Object({
      ...PageQuery,
      area: AreaCode,
      process: Type.Optional(Name),
      phase: Type.Optional(PhaseName),
      kind: Type.Optional(Kind),
    }),
    reply: Page(PublicRow),
  },
  publicCounts: {
    method: 'GET',
    path: '/public/counts',
    may: 'anyone',
    perMinute: 60,
    summary: 'Published matters of the last days, by area below and phase',
    query: Type.Object({
      area: AreaCode,
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
      process: Type.Optional(Name),
      kind: Type.Optional(Kind),
    }),
    reply: Type.Object({
      areas: Type.Array(
        Type.Object({
          areaCode: Type.String(),
          opened: Type.Integer(),
          open: Type.Integer(),
          closed: Type.Integer(),
        }),
      ),
    }),
  },
  queues: {
    method: 'GET',
    path: '/queues',
    may: 'queue.read',
    summary: 'Open matters by stage and age, for the dispatch board',
    query: Type.Object({ area: Type.Optional(AreaCode), process: Type.Optional(Name) }),
    reply: Type.Object({
      queues: Type.Array(
        Type.Object({
          process: Type.String(),
          state: Type.String(),
          phase: PhaseName,
          open: Type.Integer(),
          isMore: Type.Boolean({ description: 'True when there are more than were counted' }),
          underHour: Type.Integer(),
          underDay: Type.Integer(),
          older: Type.Integer(),
          dueSoon: Type.Integer(),
          overdue: Type.Integer(),
          suspended: Type.Integer(),
        }),
      ),
    }),
  },
  ownStates: {
    method: 'GET',
    path: '/own-states',
    may: 'signed-in',
    summary: 'States communities added to processes, with their own words for them',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          /** Empty: for the whole platform. */
          areaCode: Type.String(),
          process: Type.String(),
          state: Type.String(),
          word: BothWords,
          phase: PhaseName,
        }),
      ),
    }),
  },
  processes: {
    method: 'GET',
    path: '/processes',
    may: 'signed-in',
    summary: 'The processes of this house: their states in order, and on what grounds moves are open',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          name: Type.String(),
          module: Type.String(),
          states: Type.Array(Type.Object({ name: Type.String(), phase: PhaseName })),
          grounds: Type.Array(Type.String()),
        }),
      ),
    }),
  },
  heat: {
    method: 'GET',
    path: '/heat',
    may: 'matter.read',
    summary: 'Open matters by grid cell (by community where no cell is known), and the places of the gravest',
    query: Type.Object({
      area: Type.Optional(AreaCode),
      process: Type.Optional(Name),
      state: Type.Optional(Name),
    }),
    reply: Type.Object({
      cells: Type.Array(
        Type.Object({
          code: Type.String(),
          open: Type.Integer(),
          grave: Type.Integer({ description: 'Of grade 3 or 4' }),
          overdue: Type.Integer(),
        }),
      ),
      dots: Type.Array(
        Type.Object({
          id: Id,
          title: Type.String(),
          lon: Type.Number(),
          lat: Type.Number(),
          grade: Grade,
          isOverdue: Type.Boolean(),
        }),
      ),
    }),
  },
  day: {
    method: 'GET',
    path: '/day',
    may: 'queue.read',
    summary: 'This local day: opened, closed, and how many of those opened today are closed already (当日办结率)',
    query: Type.Object({ area: Type.Optional(AreaCode), process: Type.Optional(Name) }),
    reply: Type.Object({ opened: Type.Integer(), closed: Type.Integer(), closedSameDay: Type.Integer() }),
  },
  fill: {
    method: 'GET',
    path: '/units/:id/fill',
    may: 'matter.talk',
    summary: 'Whether a unit has had its fill this week: asked before it is given more',
    params: One,
    reply: Type.Object({ isFull: Type.Boolean(), week: Type.Integer(), limit: Type.Integer() }),
  },
  load: {
    method: 'GET',
    path: '/load',
    may: 'load.read',
    summary: 'What each unit carries: open, overdue, taken in this week, from how many sources',
    query: Type.Object({ area: Type.Optional(AreaCode) }),
    reply: Type.Object({
      units: Type.Array(
        Type.Object({
          unitId: Id,
          unitName: Nullable(Type.String()),
          open: Type.Integer(),
          overdue: Type.Integer(),
          thisWeek: Type.Integer(),
          sources: Type.Integer(),
          isOverLimit: Type.Boolean(),
        }),
      ),
    }),
  },
} as const
