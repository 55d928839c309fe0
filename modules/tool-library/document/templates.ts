/** What a tool may begin as: a blank page, or one of the few shapes most tools of a community have. */
import type { ActorName, Process, ToolDocument } from './document.ts'
import { both, type FieldKind, makeField, withColumns } from './studio.ts'

/** A page to begin with: two states, one move, one field. */
export const blank = (
  id: string,
  area: string,
  unit: string,
  { name = '新工具', summary = '一句话说明它帮谁、做什么' }: { readonly name?: string; readonly summary?: string } = {},
): ToolDocument => ({
  format: 'liren-tool/1',
  id,
  version: '1.0.0',
  kind: 'declared',
  name: both(name, 'New tool'),
  summary: both(summary, 'In one sentence: whom it helps, and how'),
  icon: 'hand',
  category: 'livelihood',
  keywords: [],
  provider: { publisher: `a${area}`, unit: both(unit, 'Residents’ committee'), level: 'community', contact: unit },
  licence: 'Apache-2.0',
  needs: [
    { who: both('居民', 'Residents'), what: both('大家提出的需求', 'What people asked for'), serves: 'resident' },
  ],
  audience: [
    { id: 'neighbours', board: 'resident', title: both('本社区居民', 'Residents of the community'), rule: 'isMember' },
    { id: 'staff', board: 'worker', title: both('社区工作人员', 'Community staff'), rule: 'isStaff' },
  ],
  forms: [{ id: 'asking', title: both('填写', 'Ask'), fields: [] }],
  processes: [
    {
      id: 'main',
      title: both('办理', 'Handling'),
      form: 'asking',
      start: 's1',
      states: {
        s1: { title: both('待办理', 'Waiting'), phase: 'intake' },
        s2: { title: both('已办结', 'Done'), phase: 'done' },
      },
      moves: { m1: { title: both('办结', 'Finish'), from: ['s1'], to: 's2', who: ['worker'] } },
    },
  ],
  lists: [],
  reminders: [],
  points: [],
  permissions: [],
  data: { reads: [], writes: [] },
  retention: { keepDays: 365 },
  cost: { buildDays: 0.5, amountFen: 40_000 },
  examples: [],
})

type Line = readonly [zh: string, en: string, kind: FieldKind, isRequired: boolean, choices?: readonly string[]]
type Shape = {
  readonly icon: ToolDocument['icon']
  readonly form: readonly [zh: string, en: string]
  readonly fields: readonly Line[]
  readonly states: readonly (readonly [zh: string, en: string, phase: Process['states'][string]['phase']])[]
  /** From and to by their place among the states. */
  readonly moves: readonly (readonly [
    zh: string,
    en: string,
    from: readonly number[],
    to: number,
    who: readonly ActorName[],
  ])[]
}

const shapes = {
  borrow: {
    icon: 'hand',
    form: ['借什么', 'What to borrow'],
    fields: [
      ['借哪一样', 'Which one', 'choice', true, ['电钻', '人字梯', '轮椅']],
      ['哪天来取', 'Fetched on', 'date', true],
      ['借几天', 'For how many days', 'number', true],
      ['联系电话', 'Phone', 'phone', true],
    ],
    states: [
      ['等待领取', 'Waiting to be fetched', 'intake'],
      ['已借出', 'Lent', 'doing'],
      ['已归还', 'Returned', 'done'],
      ['不借了', 'Cancelled', 'done'],
    ],
    moves: [
      ['借出', 'Lend', [0], 1, ['worker']],
      ['归还', 'Take back', [1], 2, ['worker']],
      ['不借了', 'Cancel', [0], 3, ['reporter', 'worker']],
    ],
  },
  apply: {
    icon: 'document',
    form: ['申请什么', 'What is applied for'],
    fields: [
      ['申请事由', 'Reason', 'long', true],
      ['希望哪天办好', 'Wished for by', 'date', false],
      ['联系电话', 'Phone', 'phone', true],
    ],
    states: [
      ['待审核', 'To be looked at', 'intake'],
      ['已通过', 'Granted', 'done'],
      ['未通过', 'Declined', 'done'],
    ],
    moves: [
      ['通过', 'Grant', [0], 1, ['admin']],
      ['不通过', 'Decline', [0], 2, ['admin']],
    ],
  },
  report: {
    icon: 'flag',
    form: ['发现了什么', 'What was found'],
    fields: [
      ['什么事', 'What it is', 'long', true],
      ['在哪里', 'Where', 'text', true],
    ],
    states: [
      ['待处理', 'Waiting', 'intake'],
      ['处理中', 'Being dealt with', 'doing'],
      ['请您确认', 'To be confirmed', 'checking'],
      ['已解决', 'Solved', 'done'],
    ],
    moves: [
      ['开始处理', 'Take up', [0], 1, ['worker']],
      ['处理好了', 'Say it is solved', [1], 2, ['worker']],
      ['确认解决', 'Confirm', [2], 3, ['reporter', 'worker']],
      ['还没解决', 'Not solved', [2], 1, ['reporter']],
    ],
  },
  book: {
    icon: 'calendar',
    form: ['约什么', 'What is booked'],
    fields: [
      ['约哪天', 'On', 'date', true],
      ['上午还是下午', 'Morning or afternoon', 'choice', true, ['上午', '下午']],
      ['几个人', 'How many people', 'number', true],
      ['联系电话', 'Phone', 'phone', true],
    ],
    states: [
      ['待确认', 'To be confirmed', 'intake'],
      ['已约好', 'Booked', 'doing'],
      ['已完成', 'Done', 'done'],
      ['已取消', 'Cancelled', 'done'],
    ],
    moves: [
      ['约好了', 'Confirm', [0], 1, ['worker']],
      ['来过了', 'They came', [1], 2, ['worker']],
      ['取消', 'Cancel', [0, 1], 3, ['reporter', 'worker']],
    ],
  },
} as const satisfies Readonly<Record<string, Shape>>

export type TemplateName = keyof typeof shapes
/** Names known by the words of the module, `template.<name>`. */
export const templateNames = Object.keys(shapes) as readonly TemplateName[] // of the object just above

/** States of a template, for a glance at it. */
export const statesOf = (name: TemplateName) => shapes[name].states.map(([zh, en]) => both(zh, en))

/** A blank tool in one of these shapes. */
export const shaped = (tool: ToolDocument, name: TemplateName): ToolDocument => {
  const shape: Shape = shapes[name]
  const [process] = tool.processes
  if (!process) return tool
  const key = (index: number) => `s${index + 1}`
  const fields = shape.fields.map(([zh, en, kind, isRequired, choices], index) => ({
    ...makeField(`f${index + 1}`, zh, kind, isRequired, choices),
    label: both(zh, en),
  }))
  const whole: ToolDocument = {
    ...tool,
    icon: shape.icon,
    forms: [{ id: 'asking', title: both(...shape.form), fields }],
    processes: [
      {
        ...process,
        start: key(0),
        states: Object.fromEntries(
          shape.states.map(([zh, en, phase], index) => [key(index), { title: both(zh, en), phase }]),
        ),
        moves: Object.fromEntries(
          shape.moves.map(([zh, en, from, to, who], index) => [
            `m${index + 1}`,
            { title: both(zh, en), from: from.map(key), to: key(to), who: [...who] },
          ]),
        ),
      },
    ],
  }
  return withColumns(
    whole,
    fields
      .filter(({ isPersonal }) => !isPersonal)
      .map((field) => field.key)
      .slice(0, 3),
  )
}

const hints: readonly (readonly [words: RegExp, name: TemplateName])[] = [
  [/借|还|共享|租/, 'borrow'],
  [/预约|约|登门|上门/, 'book'],
  [/报修|上报|反映|投诉|发现|巡/, 'report'],
  [/申请|备案|登记|审/, 'apply'],
]
/** By what somebody calls it, the shape it most likely has. */
export const likelyShape = (name: string): TemplateName | null => hints.find(([words]) => words.test(name))?.[1] ?? null
