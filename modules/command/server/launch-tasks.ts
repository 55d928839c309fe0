/** Tasks of a running plan: ordered when their step begins, followed as the orders move, the next step opened when all is done. */
import { listen } from '@liren/kernel'
import { type MatterHistory, matters } from '@liren/matters/contract'
import { command } from '../contract.ts'
import { nextStep, type TaskState, taskStates } from '../plan.ts'
import type { CommandWork } from './count.ts'
import { openOrder } from './order.ts'
import { type Launch, launchStore, type Standing, type Task } from './store-launches.ts'

export const nobodysTask = { unitId: null, unitName: null }

export const tellPlanned = (work: CommandWork, launch: Launch) =>
  work.emit('planned', { launchId: launch.id, areaCode: launch.areaCode }, [
    ...(launch.caseId ? [`matter:${launch.caseId}`] : []),
    // Anybody may listen to an area, so that nothing restricted is heard there.
    ...(launch.isRestricted ? [] : [`area:${launch.areaCode}`]),
  ])

const isState = (state: string): state is TaskState => (taskStates as readonly string[]).includes(state)
const date = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : new Date(ms))

/** How an order stands, as its task shows it. */
const standingOf = (life: MatterHistory, unitName: string | null): Standing => {
  const last = (name: string) => life.clocks.filter((clock) => clock.name === name).at(-1)
  const [receive, carryOut] = [last('receive'), last('carryOut')]
  const said = life.steps.filter(({ facts }) => typeof facts.note === 'string').at(-1)?.facts.note
  const received = life.steps.find(({ move }) => move === 'receive')
  const reported = life.steps.filter(({ move }) => move === 'report').at(-1)
  return {
    state: isState(life.state) ? life.state : 'issued',
    unitName,
    receiveDueAt: date(receive?.dueAt),
    // Who reports at once has taken it in by that.
    receivedAt: date(received?.at ?? reported?.at),
    dueAt: date(carryOut?.dueAt),
    reportedAt: life.state === 'reported' || life.state === 'confirmed' ? date(reported?.at) : null,
    closedAt: date(life.closedAt),
    note: typeof said === 'string' ? said : null,
  }
}

const stand = async (work: CommandWork, task: Pick<Task, 'id'>, matterId: string) => {
  const [life] = await work.use(matters).histories({ ids: [matterId] })
  if (!life) return
  const [row] = await work.use(matters).rows([matterId])
  await launchStore(work.db).stand(task.id, standingOf(life, row?.holderUnitName ?? null))
}

type Orderable = Pick<Task, 'id' | 'title' | 'text' | 'receiveLimit' | 'finishLimit' | 'unitId'>

/** The task becomes an order to its unit; without one it waits for somebody to say who. */
export const orderTask = async (work: CommandWork, launch: Launch, task: Orderable) => {
  const store = launchStore(work.db)
  if (task.unitId === null) {
    await store.setState(task.id, 'nobody', null)
    return
  }
  const { id, number, unitId, unitName } = await openOrder(
    work,
    'plan',
    {
      title: task.title,
      text: task.text,
      unitId: task.unitId,
      limits: { receive: task.receiveLimit, carryOut: task.finishLimit },
      grade: launch.grade,
      isRestricted: launch.isRestricted,
    },
    { areaCode: launch.areaCode, caseId: launch.caseId, launchId: launch.id },
  )
  await store.ordered(task.id, { matterId: id, number, unitId, unitName, at: work.now })
  await stand(work, task, id)
}

/** Orders what begins now, if anything does. */
export const openNext = async (work: CommandWork, launch: Launch) => {
  const tasks = await launchStore(work.db).tasksOf([launch.id])
  const step = nextStep(tasks)
  if (step === null) return
  for (const task of tasks) if (task.step === step && task.state === 'waiting') await orderTask(work, launch, task)
}

type About = { readonly matterId: string; readonly process: string }
const isOrder = (fact: About) => fact.process === 'order'

const follow = async (work: CommandWork, { matterId }: About) => {
  const store = launchStore(work.db)
  const task = await store.taskOf(matterId)
  const launch = task ? await store.lock(task.launchId) : null
  if (!task || !launch) return
  await stand(work, task, matterId)
  if (launch.endedAt === null) await openNext(work, launch)
  tellPlanned(work, launch)
}

export const following = [
  listen(command, matters, 'moved', 'follow-order-moved', follow, isOrder),
  listen(command, matters, 'assigned', 'follow-order-assigned', follow, isOrder),
  listen(command, matters, 'returned', 'follow-order-returned', follow, isOrder),
  listen(command, matters, 'reopened', 'follow-order-reopened', follow, isOrder),
  listen(command, matters, 'decided', 'follow-order-decided', follow, isOrder),
]
