/** What the studio offers somebody who does not program, as rules of a document: conditions, limits, forms on the way, entries, boards, photos. */
import { compileRule } from '@liren/contract/rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borrowing } from '../testing/sample.ts'
import { bindField, type DictionaryEntry, unbound } from './binding.ts'
import { completed, sampleAnswers } from './completed.ts'
import { comparisonsOf, conditionOf, ruleOf } from './conditions.ts'
import { deadlineOf, setDeadline } from './deadlines.ts'
import type { Field, ToolDocument } from './document.ts'
import { answerFacts } from './facts.ts'
import { askOnMove, dropAsk } from './move-asks.ts'
import { answersAt } from './rehearsal.ts'
import { checkSense } from './sense.ts'
import { facing, facingChange, facingPath, processAt } from './several.ts'
import { mappingOf } from './standard.ts'
import * as studio from './studio.ts'
import { blank, shaped } from './templates.ts'
import { boardsOf, isShownToAll, withBoards, withPublicList } from './where.ts'

const here = '440104001001'
const begun = () =>
  completed(shaped(blank('tool-a', here, '居委会', { name: '借工具', summary: '登记就能借' }), 'borrow'))
const refusals = (document: ToolDocument) =>
  checkSense(document).filter(({ level, code }) => level === 'refuse' && code !== 'ethics')

const fields: readonly Field[] = (['yesNo', 'number', 'choice', 'choices'] as const).map((kind, at) =>
  studio.makeField(`f${at + 1}`, '问题', kind, true, ["甲's", '乙\\丙', '丁']),
)

test('a condition picked is a rule that holds exactly of what it says, and is read back as it was picked', () => {
  const facts = answerFacts([{ id: 'asking', title: { 'zh-CN': '填', en: 'Ask' }, fields: [...fields] }])
  fc.assert(
    fc.property(
      fc.constantFrom(...fields.flatMap((field) => comparisonsOf(field).map((is) => ({ field, is })))),
      fc.subarray(['c1', 'c2', "c'3\\"], { minLength: 1 }),
      fc.integer({ min: -5, max: 5 }),
      fc.constantFrom('c1', 'c2', "c'3\\", 'c4'),
      fc.integer({ min: -5, max: 5 }),
      ({ field, is }, values, bound, chosen, number) => {
        const asksNumber = is === 'atLeast' || is === 'atMost'
        const asksValues = !asksNumber && is !== 'yes' && is !== 'no'
        const condition = { key: field.key, is, values: asksValues ? values : [], number: asksNumber ? bound : null }
        const rule = ruleOf(condition, field) ?? ''
        expect(conditionOf(rule)).toEqual(condition)
        const { type } = field.schema
        const answer =
          type === 'boolean' ? number > 0 : type === 'integer' ? number : type === 'array' ? [chosen] : chosen
        const means = {
          yes: answer === true,
          no: answer === false,
          atLeast: number >= bound,
          atMost: number <= bound,
          oneOf: values.includes(chosen),
          noneOf: !values.includes(chosen),
          has: values.includes(chosen),
          hasNot: !values.includes(chosen),
        }[is]
        expect(compileRule(rule, facts).judge({ [`answers.${field.key}`]: answer }).verdict).toBe(means)
        expect(compileRule(rule, facts).judge({}).verdict).toBe('unknown')
      },
    ),
  )
})

test('nothing is asked about what is sealed, pictured or written freely, and a condition goes with the question it is about', () => {
  const phone = studio.makeField('f1', '电话', 'phone', true)
  for (const field of [
    phone,
    studio.makeField('f2', '照片', 'photo', false),
    studio.makeField('f3', '事由', 'text', false),
  ])
    expect(comparisonsOf(field)).toEqual([])
  const tool = begun()
  const [first] = tool.forms[0]?.fields ?? []
  if (!first) throw new Error('the template asks nothing')
  const rule = ruleOf({ key: first.key, is: 'oneOf', values: ['c1'], number: null }, first) ?? ''
  const conditioned = studio.setField(tool, 'asking', 'f3', (field) => ({ ...field, when: rule }))
  const without = studio.dropField(conditioned, 'asking', first.key)
  expect(without.forms[0]?.fields.find(({ key }) => key === 'f3')?.when).toBeUndefined()
})

test('a limit runs from coming into a state until leaving it, whatever is changed about the moves afterwards', () => {
  const limit = { amount: 3, unit: 'workDays' } as const
  let tool = setDeadline(setDeadline(begun(), 's1', { amount: 1, unit: 'workDays' }), 's2', limit)
  const process = () => tool.processes[0] as ToolDocument['processes'][number]
  expect(process().clocks?.limitS1?.fromStart).toBe(true)
  // Waiting → lent → returned, or cancelled.
  expect(process().moves.m1).toMatchObject({ starts: ['limitS2'], stops: ['limitS1'] })
  expect(process().moves.m2).toMatchObject({ stops: ['limitS2'] })
  expect(process().moves.m3).toMatchObject({ stops: ['limitS1'] })
  expect(refusals(completed(tool))).toEqual([])
  tool = studio.setMove(tool, 'm2', (move) => ({ ...move, to: 's1' }))
  expect(process().moves.m2).toMatchObject({ starts: ['limitS1'], stops: ['limitS2'] })
  tool = studio.dropState(tool, 's2')
  expect(Object.values(process().moves).flatMap(({ starts = [], stops = [] }) => [...starts, ...stops])).not.toContain(
    'limitS2',
  )
  expect(deadlineOf(process(), 's2')).toBeNull()
  tool = setDeadline(tool, 's1', null)
  expect(process().clocks).toBeUndefined()
})

test('clocks somebody wrote by hand stay as they are', () => {
  const tool = borrowing()
  const changed = studio.setState(tool, 'waiting', (state) => state)
  expect(changed.processes[0]?.clocks).toEqual(tool.processes[0]?.clocks)
})

test('staff are asked on the way: the form belongs to the move, and goes with it', () => {
  let tool = askOnMove(begun(), 'm3')
  const id = tool.processes[0]?.moves.m3?.form ?? ''
  tool = studio.addField(tool, id, '为什么不借了', 'choice', true, ['买到了', '用不上'])
  const whole = completed(tool)
  expect(refusals(whole)).toEqual([])
  // The example fills it in.
  expect(whole.examples?.[0]?.steps.find(({ move }) => move === 'm3')?.answers).toEqual({ f5: 'c1' })
  tool = studio.withColumns(tool, ['f1', 'f5'])
  const dropped = studio.dropMove(tool, 'm3')
  expect(dropped.forms.map(({ id: one }) => one)).toEqual(['asking'])
  expect(dropped.lists?.[0]?.columns).toEqual(['f1'])
  expect(dropAsk(tool, 'm3').processes[0]?.moves.m3?.form).toBeUndefined()
})

const entry = (more: Partial<DictionaryEntry>): DictionaryEntry => ({
  key: 'dwelling.use',
  name: { zh: '房屋用途', en: 'Use of the dwelling' },
  type: 'code',
  sensitivity: 'internal',
  codes: { '1': { zh: '自住', en: 'Own use' }, '2': { zh: '出租', en: 'Let' } },
  ...more,
})

test('bound to an entry a question is answered as the entry is, sealed where it is personal, and declared as read', () => {
  const tool = begun()
  const bound = (one: DictionaryEntry) => studio.setField(tool, 'asking', 'f3', (field) => bindField(field, one))
  const chosen = bound(entry({})).forms[0]?.fields[2]
  expect(chosen).toMatchObject({ binds: 'dwelling.use', schema: { enum: ['1', '2'] }, label: { 'zh-CN': '借几天' } })
  const personal = completed(
    bound(entry({ key: 'person.birthDate', type: 'date', codes: null, sensitivity: 'personal' })),
  )
  expect(personal.forms[0]?.fields[2]).toMatchObject({ isPersonal: true, basis: 'consent', schema: { format: 'date' } })
  expect(personal.data.reads).toContain('person.birthDate')
  expect(refusals({ ...personal, lists: [] })).toEqual([])
  expect(chosen && unbound(chosen).binds).toBeUndefined()
})

test('a photo is taken by whoever asks: it names nothing, stands in no list, no rule reads it, and it is never sealed', () => {
  const tool = studio.addField(begun(), 'asking', '坏在哪里', 'photo', true)
  expect(refusals(completed(tool))).toEqual([])
  expect(Object.keys(answerFacts(tool.forms))).not.toContain('answers.f5')
  expect(sampleAnswers(tool.forms[0])?.f5).toHaveLength(1)
  const codes = (document: ToolDocument) => refusals(document).map(({ code }) => code)
  expect(codes(studio.withColumns(tool, ['f5']))).toContain('photo-column')
  const sealed = studio.setField(tool, 'asking', 'f5', (field) => ({ ...field, isPersonal: true, basis: 'consent' }))
  expect(codes(sealed)).toContain('photo-open')
})

test('a field taken from a standard keeps its name where that is free, so that what is made fits the standard', () => {
  const standard = borrowing()
  const days = standard.forms[0]?.fields.find(({ key }) => key === 'days')
  if (!days) throw new Error('the standard asks for days')
  const once = studio.addRecommended(begun(), 'asking', days)
  expect(once.forms[0]?.fields.at(-1)?.key).toBe('days')
  expect(mappingOf(standard, once).mapping.get('days')).toBe('days')
  // Never a name of the version before, nor one twice.
  expect(studio.addRecommended(once, 'asking', days).forms[0]?.fields.at(-1)?.key).toBe('f5')
  expect(studio.addRecommended(begun(), 'asking', days, ['days']).forms[0]?.fields.at(-1)?.key).toBe('f5')
})

test('on which boards it stands is chosen, never none, and a rule that was written stays', () => {
  const own = { ...begun(), audience: begun().audience.map((one) => ({ ...one, rule: 'isMember && age >= 60' })) }
  const tool = withBoards(own, ['resident', 'merchant'])
  expect(boardsOf(tool)).toEqual(['resident', 'merchant'])
  expect(tool.audience[0]?.rule).toBe('isMember && age >= 60')
  expect(withBoards(tool, [])).toBe(tool)
})

test('neighbours may see what was asked, in the columns staff see', () => {
  const tool = withPublicList(begun(), true)
  expect(isShownToAll(tool)).toBe(true)
  const fewer = studio.withColumns(tool, ['f1'])
  expect(fewer.lists?.find(({ isPublic }) => isPublic)?.columns).toEqual(['f1'])
  expect(isShownToAll(studio.withColumns(tool, []))).toBe(false)
  expect(isShownToAll(withPublicList(tool, false))).toBe(false)
})

test('a preview of any step shows what was asked on the way there, and nothing that comes later', () => {
  const tool = borrowing()
  const [process] = tool.processes
  if (!process) throw new Error('the sample has a process')
  const asked = Object.keys(sampleAnswers(tool.forms.find(({ id }) => id === process.form)) ?? {})
  expect(Object.keys(answersAt(tool, process, process.start))).toEqual(asked)
  for (const state of Object.keys(process.states))
    expect(Object.keys(answersAt(tool, process, state))).toEqual(expect.arrayContaining(asked))
  const last = Object.values(process.moves).find(({ form }) => form)
  const more = tool.forms.find(({ id }) => id === last?.form)?.fields[0]?.key ?? 'none'
  expect(answersAt(tool, process, last?.to ?? '')).toHaveProperty(more)
  expect(answersAt(tool, process, process.start)).not.toHaveProperty(more)
})

test('an indicator added in the studio speaks of an end of the process, is sound, and goes as it came', () => {
  const one = studio.addIndicator(begun())
  expect(one.indicators).toHaveLength(1)
  expect(one.processes[0]?.states[one.indicators?.[0]?.states[0] ?? '']?.phase).toBe('done')
  expect(refusals(one)).toEqual([])
  const id = one.indicators?.[0]?.id ?? ''
  const gone = studio.setRule(one, 'indicators', id, (old) => ({ ...old, states: ['nowhere'] }))
  expect(refusals(gone).map(({ path }) => path)).toEqual(['/indicators/0/states'])
  expect(studio.setRule(one, 'indicators', id, null).indicators).toEqual([])
})

test('a tool of two processes is composed one at a time, and the other stays as it is, rule by rule', () => {
  const one = studio.addPoints(studio.addReminder(studio.withColumns(begun(), ['f1'])))
  const [first] = one.processes
  const [form] = one.forms
  if (!first || !form) throw new Error('a tool begins with a form and a process')
  const own = { ...form, id: 'returning', fields: [studio.makeField('r1', '还在吗', 'yesNo', true)] }
  const two: ToolDocument = {
    ...one,
    forms: [...one.forms, own],
    processes: [first, { ...first, id: 'giveBack', form: 'returning' }],
  }
  const ids = ({ processes }: ToolDocument) => processes.map(({ id }) => id)
  expect(ids(facing(two, 'giveBack'))).toEqual(['giveBack', first.id])
  expect(ids(facing(two, 'nobody'))).toEqual(ids(two))
  const state = Object.keys(first.states).find((name) => name !== first.start) ?? ''
  const turns: ((tool: ToolDocument) => ToolDocument)[] = [
    studio.addReminder,
    studio.addPoints,
    (tool) => studio.withColumns(tool, ['r1']),
    (tool) => withPublicList(tool, true),
    (tool) => studio.addNext(tool, first.start),
    (tool) => studio.dropState(tool, state),
    (tool) => askOnMove(tool, Object.keys(tool.processes[0]?.moves ?? {})[0] ?? ''),
  ]
  const done = turns.reduce((tool, turn) => facingChange(tool, 'giveBack', turn), two)
  expect(ids(done)).toEqual(ids(two))
  expect(done.processes[0]).toEqual(first)
  expect(done.processes[1]?.states[state]).toBeUndefined()
  expect(done.forms.slice(0, one.forms.length)).toEqual(one.forms)
  for (const part of ['reminders', 'points', 'lists'] as const)
    expect((done[part] ?? []).filter(({ of }) => of === first.id)).toEqual(two[part])
  expect(done.lists?.filter(({ of }) => of === 'giveBack').map(({ id, columns }) => [id, columns])).toEqual([
    ['work2', ['r1']],
    ['open', ['r1']],
  ])
  // What is found there is told there, and leads back to it.
  expect(facingPath(two, 'giveBack', '/processes/1/moves/m1')).toBe('/processes/0/moves/m1')
  expect(facingPath(two, 'giveBack', '/processes/0/moves/m1')).toBe('/processes/1/moves/m1')
  expect(processAt(two, '/processes/1/states')).toBe('giveBack')
  expect(processAt(two, `/forms/${one.forms.length}/fields/0`)).toBe('giveBack')
  expect(processAt(two, '/points/0/on')).toBe(first.id)
  expect(processAt(two, '/name')).toBeNull()
})
