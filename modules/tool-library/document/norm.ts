/** 标准与规范 From a norm to a tool that is used: a checklist becomes a form to be ticked, a procedure a process of its steps, a form its fields. */
import type { Field, Process, ToolDocument } from './document.ts'
import { both, withColumns } from './studio.ts'
import { blank } from './templates.ts'

type Clause = NonNullable<ToolDocument['norm']>['clauses'][number]

/** Fine, to be put right, or not to be found here. */
const verdicts = ['fine', 'wrong', 'none'] as const
const verdictWords = {
  fine: both('符合', 'Fine'),
  wrong: both('不符合', 'Not so'),
  none: both('不适用', 'Does not apply'),
}
/** A form holds no more; the note below stands for the rest. */
const clausesAtMost = 38

const tick = ({ id, title, text, isDue }: Clause): Field => ({
  key: id,
  label: title,
  ...(text ? { hint: text } : {}),
  schema: { type: 'string', enum: [...verdicts] },
  choices: verdictWords,
  ...(isDue ? { isRequired: true } : {}),
})
const noteField: Field = {
  key: 'findings',
  label: both('哪里不符合，打算怎么改', 'What is not so, and what is to be done'),
  schema: { type: 'string', maxLength: 600 },
  isLong: true,
}
const placeField: Field = {
  key: 'place',
  label: both('在哪里、对什么', 'Where, or of what'),
  schema: { type: 'string', maxLength: 60 },
  isRequired: true,
}

const ticked = (process: Process): Process => ({
  ...process,
  titleField: 'place',
  states: {
    s1: { title: both('查过了，等看结果', 'Checked'), phase: 'intake' },
    s2: { title: both('整改中', 'Being put right'), phase: 'doing' },
    s3: { title: both('合格', 'Fine'), phase: 'done' },
  },
  moves: {
    m1: { title: both('都符合', 'All fine'), from: ['s1'], to: 's3', who: ['worker'] },
    m2: { title: both('要整改', 'To be put right'), from: ['s1'], to: 's2', who: ['worker'] },
    m3: { title: both('改好了', 'Put right'), from: ['s2'], to: 's3', who: ['worker'] },
  },
})

/** One state for each step; sixteen are as many as a process has. */
const stepped = (process: Process, clauses: readonly Clause[]): Process => {
  const steps = clauses.slice(0, 15)
  return {
    ...process,
    titleField: 'place',
    states: {
      ...Object.fromEntries(
        steps.map(({ title }, index) => [
          `s${index + 1}`,
          { title, phase: index === 0 ? ('intake' as const) : ('doing' as const) },
        ]),
      ),
      [`s${steps.length + 1}`]: { title: both('都做完了', 'All done'), phase: 'done' },
    },
    moves: Object.fromEntries(
      steps.map((_, index) => [
        `m${index + 1}`,
        {
          title: both(`第 ${index + 1} 步做好了`, `Step ${index + 1} is done`),
          from: [`s${index + 1}`],
          to: `s${index + 2}`,
          who: ['worker' as const],
        },
      ]),
    ),
  }
}

const partsOf = (norm: NonNullable<ToolDocument['norm']>, process: Process) => {
  if (norm.fields) return { fields: norm.fields, process, columns: [] as string[] }
  if (norm.about === 'procedure')
    return { fields: [placeField, noteField], process: stepped(process, norm.clauses), columns: ['place'] }
  return {
    fields: [placeField, ...norm.clauses.slice(0, clausesAtMost).map(tick), noteField],
    process: ticked(process),
    columns: ['place'],
  }
}

/**
 * A draft of a tool made from a norm, with the norm as its origin, so that whoever wrote it is credited.
 * @param from the norm with the digest of the version that was read.
 */
export const toolFrom = (
  from: { readonly document: ToolDocument; readonly digest: string },
  id: string,
  area: string,
  unit: string,
): ToolDocument | null => {
  const { norm, name, summary, icon, category, keywords, version, provider, retention } = from.document
  if (!norm) return null
  const empty = blank(id, area, unit, { name: name['zh-CN'], summary: summary['zh-CN'] })
  const [process] = empty.processes
  if (!process) return null
  const { fields, process: made, columns } = partsOf(norm, process)
  const isForResidents = norm.about === 'forms'
  const staff = empty.audience.filter(({ board }) => board === 'worker')
  const whole: ToolDocument = {
    ...empty,
    name,
    summary,
    icon,
    category,
    ...(keywords ? { keywords } : {}),
    audience: isForResidents ? empty.audience : staff,
    forms: [{ id: 'asking', title: name, fields: [...fields] }],
    processes: [made],
    retention,
    lineage: { forkOf: { id: from.document.id, version, publisher: provider.publisher, digest: from.digest } },
  }
  return withColumns(
    whole,
    columns.length > 0
      ? columns
      : fields
          .filter((one) => !one.isPersonal)
          .map(({ key }) => key)
          .slice(0, 3),
  )
}

/** A norm to begin with: one clause, nothing else. */
export const blankNorm = (id: string, area: string, unit: string): ToolDocument => {
  const {
    processes: _,
    forms: __,
    lists: ___,
    reminders: ____,
    points: _____,
    examples: ______,
    ...rest
  } = blank(id, area, unit, { name: '新规范', summary: '一句话说明它管什么' })
  return {
    ...rest,
    kind: 'norm',
    icon: 'list',
    licence: 'CC-BY-4.0',
    name: both('新规范', 'New norm'),
    summary: both('一句话说明它管什么', 'In one sentence: what it is about'),
    audience: [{ id: 'staff', board: 'desk', title: both('工作人员', 'Staff'), rule: 'isStaff' }],
    forms: [],
    processes: [],
    permissions: [{ who: 'worker', may: 'read' }],
    norm: { about: 'checklist', basis: [], clauses: [{ id: 'c1', title: both('第一条', 'Clause 1'), isDue: true }] },
  }
}
