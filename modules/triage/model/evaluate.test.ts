/** Figures of a model can be recomputed by hand. */
import { expect, test } from 'vitest'
import { reports } from '../testing/reports.ts'
import { evaluate, predict, trainModel } from './model.ts'

const model = trainModel(reports)

test('a model is measured on rows with labels it never saw as well', () => {
  const found = evaluate(model, [
    { text: '路灯坏了', label: '市政设施' },
    { text: '拖欠工资', label: '劳动保障' },
    { text: '拖欠工资的公司', label: '__proto__' },
    { text: '油烟扰民', label: '劳动保障' },
  ])
  expect(found).toMatchObject({ n: 4, accuracy: 0.5 })
  expect(Object.keys(found.perClass).sort()).toEqual(['__proto__', '劳动保障', '市政设施', '环境保护'])
  expect(found.perClass.劳动保障).toEqual({ n: 2, precision: 0.5, recall: 0.5, f1: 0.5 })
  // 1 for 市政设施, 0.5 for 劳动保障, nothing for the other two.
  expect(found.macroF1).toBeCloseTo(1.5 / 4)
  expect(JSON.parse(JSON.stringify(found))).toEqual(found)
})

test('coverage runs from half of the rows to all, the surest first', () => {
  const { coverage, accuracy } = evaluate(model, reports)
  expect(coverage.map((one) => one.coverage)).toEqual([0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 1])
  expect(coverage.at(-1)?.accuracy).toBe(accuracy)
})

test('the calibration error is the gap between promise and truth', () => {
  const row = { text: '路灯坏了' }
  const promise = predict(model, row).ranked[0]?.probability ?? 0
  expect(evaluate(model, [{ ...row, label: '市政设施' }]).ece).toBeCloseTo(1 - promise)
  expect(evaluate(model, [{ ...row, label: '别的' }]).ece).toBeCloseTo(promise)
})

test('no rows give a result of zeros, not a crash', () => {
  expect(evaluate(model, [])).toMatchObject({ n: 0, accuracy: 0, macroF1: 0, top2: 0, ece: 0, perClass: {} })
})
