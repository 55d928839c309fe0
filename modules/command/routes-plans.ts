/** What may be asked about plans 预案: their templates, starting one, its progress, and its end. */
import { AreaCode, At, Id, Nullable, On, Page, PageQuery, type Static, Type } from '@liren/contract'
import { limitUnits, recipients, taskStates } from './plan.ts'
import { byId, closed, Text } from './views.ts'

export const TaskLimit = Type.Object(
  {
    amount: Type.Number({ exclusiveMinimum: 0, maximum: 120 }),
    unit: Type.Enum([...limitUnits]),
  },
  closed,
)
export type TaskLimit = Static<typeof TaskLimit>

/** Tasks of one step begin together; those of the next begin when all of it is reported back. */
export const PlanTask = Type.Object(
  {
    step: Type.Integer({ minimum: 1, maximum: 6 }),
    title: Type.String({ minLength: 2, maxLength: 200 }),
    text: Type.String({ minLength: 2, maxLength: 2000 }),
    to: Type.Enum([...recipients]),
    unitId: Type.Optional(Id),
    receive: TaskLimit,
    finish: TaskLimit,
  },
  closed,
)
export type PlanTask = Static<typeof PlanTask>

const PlanBody = Type.Object(
  {
    area: AreaCode,
    name: Text(80, 2),
    about: Type.String({ maxLength: 2000 }),
    categories: Type.Array(Type.String({ minLength: 1, maxLength: 8 }), { maxItems: 30 }),
    leastGrade: Type.Integer({ minimum: 1, maximum: 4 }),
    tasks: Type.Array(PlanTask, { minItems: 1, maxItems: 30 }),
  },
  closed,
)
export type PlanBody = Static<typeof PlanBody>

export const PlanLine = Type.Object({
  id: Id,
  areaCode: AreaCode,
  areaName: Type.String(),
  name: Type.String(),
  about: Type.String(),
  categories: Type.Array(Type.String()),
  leastGrade: Type.Integer(),
  tasks: Type.Integer(),
  changedAt: At,
  changedByName: Type.String(),
  endedAt: Nullable(At),
  /** When it was last started. */
  startedAt: Nullable(At),
})
export const PlanView = Type.Object({
  ...Type.Omit(PlanLine, ['tasks']).properties,
  tasks: Type.Array(Type.Object({ ...PlanTask.properties, unitName: Nullable(Type.String()) })),
  mayEdit: Type.Boolean(),
})

const Progress = {
  tasks: Type.Integer(),
  done: Type.Integer(),
  dropped: Type.Integer(),
  waiting: Type.Integer(),
  troubled: Type.Integer(),
}
export const LaunchLine = Type.Object({
  id: Id,
  planId: Id,
  name: Type.String(),
  areaCode: AreaCode,
  areaName: Type.String(),
  caseId: Nullable(Id),
  number: Nullable(Type.String()),
  title: Nullable(Type.String()),
  because: Type.String(),
  byName: Type.String(),
  at: At,
  /** Last day of a campaign 专项行动, which goes on however soon its tasks are done. */
  untilOn: Nullable(On),
  endedAt: Nullable(At),
  endedByName: Nullable(Type.String()),
  progress: Type.Object(Progress),
  /** What it cost, where somebody said so at its end: hours at the rate set then, and what was spent. */
  costYuan: Nullable(Type.Number()),
})
export const LaunchTask = Type.Object({
  id: Id,
  step: Type.Integer(),
  title: Type.String(),
  text: Type.String(),
  unitName: Nullable(Type.String()),
  state: Type.Enum([...taskStates]),
  trouble: Nullable(Type.Enum(['nobody', 'refused', 'unread', 'late'])),
  receive: TaskLimit,
  finish: TaskLimit,
  matterId: Nullable(Id),
  number: Nullable(Type.String()),
  openedAt: Nullable(At),
  receiveDueAt: Nullable(At),
  receivedAt: Nullable(At),
  dueAt: Nullable(At),
  reportedAt: Nullable(At),
  note: Nullable(Type.String()),
})
export const LaunchView = Type.Object({
  ...LaunchLine.properties,
  about: Type.String(),
  categories: Type.Array(Type.String()),
  /** What came of its categories there since it began; null where it is no campaign or its plan names none. */
  cases: Nullable(Type.Object({ reported: Type.Integer(), closed: Type.Integer(), overdue: Type.Integer() })),
  review: Nullable(Type.String()),
  facts: Nullable(
    Type.Object({
      ...Progress,
      minutes: Type.Integer(),
      toReceive: Nullable(Type.Integer()),
      toReport: Nullable(Type.Integer()),
      onTime: Type.Integer(),
      personHours: Nullable(Type.Number()),
      spentYuan: Nullable(Type.Number()),
    }),
  ),
  steps: Type.Array(LaunchTask),
  maySteer: Type.Boolean(),
})
const ofTask = Type.Object({ id: Id, task: Id }, closed)

export const planRoutes = {
  plans: {
    method: 'GET',
    path: '/plans',
    may: 'board.read',
    summary: 'Plans by name, those of my areas and of the areas around them',
    query: Type.Object({ ...PageQuery, area: Type.Optional(AreaCode), ended: Type.Optional(Type.Boolean()) }, closed),
    reply: Page(PlanLine),
  },
  plan: { method: 'GET', path: '/plans/:id', may: 'board.read', params: byId, reply: PlanView },
  makePlan: { method: 'POST', path: '/plans', may: 'plan.edit', status: 201, body: PlanBody, reply: PlanView },
  changePlan: {
    method: 'PUT',
    path: '/plans/:id',
    may: 'plan.edit',
    summary: 'Plans that run already stay as they were started',
    params: byId,
    body: PlanBody,
    reply: PlanView,
  },
  withdrawPlan: {
    method: 'POST',
    path: '/plans/:id/withdrawal',
    may: 'plan.edit',
    summary: 'It is not offered any more; what was started with it stays',
    params: byId,
  },
  fittingPlans: {
    method: 'GET',
    path: '/fitting-plans',
    may: 'plan.start',
    summary: 'Plans that suit a case, or a place: those for its category first',
    query: Type.Object({ caseId: Type.Optional(Id), area: Type.Optional(AreaCode) }, closed),
    reply: Type.Object({
      items: Type.Array(Type.Object({ ...PlanLine.properties, isFor: Type.Boolean(), runningId: Nullable(Id) })),
    }),
  },
  startPlan: {
    method: 'POST',
    path: '/launches',
    may: 'plan.start',
    status: 201,
    summary: 'Start a plan 预案启动 for a case or a place: the tasks of its first step become orders at once',
    body: Type.Object(
      {
        planId: Id,
        caseId: Type.Optional(Id),
        area: Type.Optional(AreaCode),
        because: Type.Optional(Type.String({ maxLength: 400 })),
        /** Makes it a campaign of its area until that day. */
        untilOn: Type.Optional(On),
      },
      closed,
    ),
    reply: LaunchView,
  },
  launches: {
    method: 'GET',
    path: '/launches',
    may: 'board.read',
    summary: 'Started plans, the newest first',
    query: Type.Object(
      {
        ...PageQuery,
        area: Type.Optional(AreaCode),
        state: Type.Optional(Type.Enum(['running', 'ended'])),
        caseId: Type.Optional(Id),
      },
      closed,
    ),
    reply: Page(LaunchLine),
  },
  launch: { method: 'GET', path: '/launches/:id', may: 'board.read', params: byId, reply: LaunchView },
  handTask: {
    method: 'POST',
    path: '/launches/:id/tasks/:task/unit',
    may: 'plan.start',
    summary: 'Give a task that nobody has, or that was refused, to a unit',
    params: ofTask,
    body: Type.Object({ unitId: Id }, closed),
    reply: LaunchView,
  },
  dropTask: {
    method: 'POST',
    path: '/launches/:id/tasks/:task/drop',
    may: 'plan.start',
    summary: 'Call a task off that has not begun, has nobody, or was refused',
    params: ofTask,
    body: Type.Object({ because: Text(400, 2) }, closed),
    reply: LaunchView,
  },
  addTask: {
    method: 'POST',
    path: '/launches/:id/tasks',
    may: 'plan.start',
    status: 201,
    summary: 'A task nobody thought of before, ordered at once',
    params: byId,
    body: Type.Object(
      { title: Text(200, 2), text: Text(2000, 2), unitId: Id, receive: TaskLimit, finish: TaskLimit },
      closed,
    ),
    reply: LaunchView,
  },
  endPlan: {
    method: 'POST',
    path: '/launches/:id/end',
    may: 'plan.start',
    summary: 'End it with a review 复盘; orders on their way go on by themselves',
    params: byId,
    body: Type.Object(
      {
        review: Text(4000, 2),
        isDespiteOpen: Type.Optional(Type.Boolean()),
        /** Hours of all who worked on it, and what was spent besides, as whoever ends it knows them. */
        personHours: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 })),
        spentYuan: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000_000 })),
      },
      closed,
    ),
    reply: LaunchView,
  },
} as const
