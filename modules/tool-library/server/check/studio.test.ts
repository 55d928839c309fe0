/** Whatever somebody clicks together in the studio is a document the library takes, or one whose faults have a place. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { completed, ownOf } from '../../document/completed.ts'
import type { ToolDocument } from '../../document/document.ts'
import { ethicsFrom } from '../../document/ethics.ts'
import { beginRehearsal, movesOf, rehearse } from '../../document/rehearsal.ts'
import * as studio from '../../document/studio.ts'
import { addField, addMove, addState, dropState, fieldKinds, moveField } from '../../document/studio.ts'
import { blank, shaped, templateNames } from '../../document/templates.ts'
import { borrowing } from '../../testing/sample.ts'
import { checkValue } from './check.ts'
import { play } from './play.ts'

const start = () => blank('tool-corner', '440104001001', '越秀山社区居委会')
/** As its maker confirms it at the end. */
const confirmed = (tool: ToolDocument) => ({ ...tool, ethics: ethicsFrom(tool, '2026-11-29') })

test('six fields, four states, a few moves: sound, with permissions and an example worked out by itself', () => {
  let tool = start()
  for (const kind of fieldKinds)
    tool = addField(tool, 'asking', `一项${kind === 'phone' ? '' : ''}`, kind, true, ['甲', '乙'])
  tool = addState(tool, '借出', 'doing')
  tool = addState(tool, '取消', 'done')
  tool = addMove(tool, '借出', ['s1'], 's3', ['worker'])
  tool = addMove(tool, '归还', ['s3'], 's2', ['worker'])
  tool = addMove(tool, '不借了', ['s1'], 's4', ['reporter'])
  const whole = completed({
    ...tool,
    points: [
      {
        id: 'p1',
        of: 'main',
        on: 'm3',
        to: 'reporter',
        points: 2,
        perDay: 2,
        because: { 'zh-CN': '归还', en: 'Back' },
      },
    ],
  })
  // A number called 一项 does not say what is counted.
  expect(checkValue(whole).faults.map(({ code }) => code)).toEqual([
    ...['ethics', 'no-hint-for-number', 'placeholder-english'],
  ])
  const { faults, document } = checkValue(confirmed(whole))
  expect(faults.filter(({ level }) => level === 'refuse')).toEqual([])
  expect(document?.permissions.map(({ who, may }) => `${who}:${may}`)).toEqual([
    'worker:move',
    'reporter:move',
    'worker:read',
    'worker:readPersonal',
    'admin:export',
  ])
  expect(document && play(document).map(({ isFine }) => isFine)).toEqual([true])
})

test('a state that goes takes its moves along, and what is left over is named by the checker', () => {
  let tool = addField(start(), 'asking', '什么', 'text', true)
  tool = addState(tool, '中间', 'doing')
  tool = addMove(tool, '去', ['s1'], 's3', ['worker'])
  expect(checkValue(completed(tool)).faults.map(({ code, path }) => [code, path])).toContainEqual([
    'no-exit',
    '/processes/0/states/s3',
  ])
  tool = dropState(tool, 's3')
  expect(Object.keys(tool.processes[0]?.moves ?? {})).toEqual(['m1'])
  expect(checkValue(completed(tool)).isSound).toBe(true)
})

test('fields in any number, kind and order never make an unsound form', () => {
  const step = fc.record({
    kind: fc.constantFrom(...fieldKinds),
    isRequired: fc.boolean(),
    move: fc.integer({ min: -3, max: 3 }),
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      let tool = start()
      for (const { kind, isRequired, move } of steps) {
        tool = addField(tool, 'asking', '一项', kind, isRequired)
        tool = moveField(tool, 'asking', tool.forms[0]?.fields.at(-1)?.key ?? '', move)
      }
      expect(checkValue(confirmed(completed(tool))).faults.filter(({ level }) => level === 'refuse')).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('every template is a sound tool as it stands, and its example goes through', () => {
  for (const name of templateNames) {
    const { faults, document } = checkValue(confirmed(completed(shaped(start(), name))))
    expect([name, faults.filter(({ level }) => level === 'refuse')]).toEqual([name, []])
    expect(document && play(document).every(({ isFine }) => isFine)).toBe(true)
  }
})

test('choices that keep their words keep their values, so that what was answered before still fits', () => {
  const tool = addField(start(), 'asking', '借什么', 'choice', true, ['电钻', '梯子'])
  const changed = studio.setField(tool, 'asking', 'f1', (field) => studio.withChoices(field, ['轮椅', '梯子']))
  const field = changed.forms[0]?.fields[0]
  expect(Object.entries(field?.choices ?? {}).map(([value, words]) => [value, words['zh-CN']])).toEqual([
    ['c3', '轮椅'],
    ['c2', '梯子'],
  ])
})

test('what is taken away takes along what speaks of it: reminders of a state, points for a move, columns of a field', () => {
  let tool = studio.withColumns(shaped(start(), 'borrow'), ['f1', 'f2'])
  tool = studio.addPoints(studio.addReminder(tool))
  expect([tool.reminders?.[0]?.state, tool.points?.[0]?.on]).toEqual(['s2', 'm2'])
  tool = studio.dropField(studio.dropState(tool, 's2'), 'asking', 'f1')
  expect([tool.reminders, tool.points, tool.lists?.[0]?.columns]).toEqual([[], [], ['f2']])
})

test('a rehearsal lets each role do what it may, and no more', () => {
  const tool = studio.addPoints(shaped(start(), 'borrow'))
  const [process] = tool.processes
  if (!process) throw new Error('a template has a process')
  const begun = beginRehearsal(tool, process, 'resident', { f1: 'c1' })
  expect(movesOf(tool, process, begun, 'resident').map(([name]) => name)).toEqual(['m3'])
  expect(movesOf(tool, process, begun, 'worker').map(([name]) => name)).toEqual(['m1', 'm3'])
  const over = rehearse(tool, process, rehearse(tool, process, begun, 'worker', 'm1', {}), 'worker', 'm2', {})
  expect([over.state, over.steps.map(({ points }) => points)]).toEqual(['s3', [0, 0, 2]])
  expect(movesOf(tool, process, over, 'admin')).toEqual([])
})

test('a new state goes between a state and its end; where the way leads on already, it is another end', () => {
  const one = studio.addNext(start(), 's1').processes[0]
  expect([Object.keys(one?.states ?? {}), one?.states.s3?.phase]).toEqual([['s1', 's3', 's2'], 'doing'])
  expect(Object.values(one?.moves ?? {}).map(({ from, to }) => [from, to])).toEqual([
    [['s3'], 's2'],
    [['s1'], 's3'],
  ])
  const two = studio.addNext(studio.addNext(start(), 's1'), 's1').processes[0]
  expect(two?.states.s4?.phase).toBe('done')
})

test('a question that is dropped takes its key along: what was answered to it is never read as the answer to another', () => {
  let tool = addField(addField(start(), 'asking', '借几天', 'text', true), 'asking', '用途', 'text', true)
  tool = studio.dropField(tool, 'asking', 'f1')
  expect(addField(tool, 'asking', '押金', 'text', true).forms[0]?.fields.map(({ key }) => key)).toEqual(['f2', 'f3'])
  // Nor is the last one's given away, where the version before still knows it.
  const last = studio.dropField(tool, 'asking', 'f2')
  expect(addField(last, 'asking', '押金', 'text', true, [], ['f1', 'f2']).forms[0]?.fields[0]?.key).toBe('f3')
})

test('whoever copies a tool written by hand keeps its examples and its leaves, and gives nobody more by changing something', () => {
  // Here nobody may take the data out.
  const copy = { ...borrowing(), permissions: borrowing().permissions.filter(({ may }) => may !== 'export') }
  const own = ownOf(copy)
  expect(own).toMatchObject({ permissions: true, examples: true })
  const kept = completed(copy, own)
  expect(kept.examples).toEqual(copy.examples)
  expect(kept.permissions).toEqual(copy.permissions)
  // A further move by somebody who made none so far: that leave, and no other.
  const changed = studio.addMove(copy, '催一下', [copy.processes[0]?.start ?? ''], 'lent', ['holder'])
  expect(completed(changed, own).permissions).toEqual([...copy.permissions, { who: 'holder', may: 'move' }])
  // What is asked of nobody any more needs nobody's leave.
  const plain = {
    ...copy,
    forms: copy.forms.map((form) => ({ ...form, fields: form.fields.filter(({ isPersonal }) => !isPersonal) })),
  }
  expect(completed(plain, own).permissions.some(({ may }) => may === 'readPersonal')).toBe(false)
})

test('what the studio worked out is worked out again, however often it is opened', () => {
  const made = completed(shaped(start(), 'borrow'))
  expect(ownOf(made)).toMatchObject({ permissions: false, examples: false })
  const more = addField(made, 'asking', '几号楼', 'text', true)
  expect(Object.keys(completed(more, ownOf(made)).examples?.[0]?.answers ?? {})).toHaveLength(
    (made.forms[0]?.fields.length ?? 0) + 1,
  )
})
