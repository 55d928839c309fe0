/** Whatever somebody clicks together in the studio is a document the library takes, or one whose faults have a place. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addField,
  addMove,
  addState,
  blank,
  completed,
  dropState,
  fieldKinds,
  moveField,
} from '../../document/studio.ts'
import { checkValue } from './check.ts'
import { play } from './play.ts'

const start = () => blank('tool-corner', '440104001001', '越秀山社区居委会')

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
  const { faults, document } = checkValue(whole)
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
      expect(checkValue(completed(tool)).faults.filter(({ level }) => level === 'refuse')).toEqual([])
    }),
    { numRuns: 60 },
  )
})
