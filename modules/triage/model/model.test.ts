/** The text model learns from labelled reports, says what it thinks and why, takes corrections, and survives being kept. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reports } from '../testing/reports.ts'
import { learn, loadModel, type Model, predict, saveModel, trainModel } from './model.ts'

const probabilityOf = (model: Model, text: string, label: string) =>
  predict(model, { text }).ranked.find((one) => one.label === label)?.probability ?? 0

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(fc.constantFrom('路灯', '工资', '油烟', '不', '，', '社保', '12', 'ab', ' ', '河涌'), { maxLength: 30 })
    .map((some) => some.join('')),
)

describe('a model of a small district', () => {
  const model = trainModel(reports)

  test('finds the label of reports in other words and names the words that counted', () => {
    const { ranked, because } = predict(model, { title: '油烟', text: '楼下饭店的油烟熏得睡不着' })
    expect(ranked[0]?.label).toBe('环境保护')
    expect(because.map((one) => one.word)).toContain('油烟')
    expect(predict(model, { text: '单位一直不交社保' }).ranked[0]?.label).toBe('劳动保障')
  })

  test('whatever is written, probabilities sum to one and stand in order, and every reason is a word of the text', () => {
    fc.assert(
      fc.property(anyText, anyText, (title, text) => {
        const { ranked, because } = predict(model, { title, text })
        expect(ranked.map((one) => one.label).sort()).toEqual([...model.labels].sort())
        expect(ranked.reduce((sum, one) => sum + one.probability, 0)).toBeCloseTo(1, 9)
        for (const [i, one] of ranked.entries())
          expect(one.probability).toBeLessThanOrEqual(ranked[i - 1]?.probability ?? 1)
        const all = `${title} ${text}`.normalize('NFKC').toLowerCase()
        for (const { word, weight } of because) {
          expect(all).toContain(word)
          expect(weight).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('a title that the text repeats does not count twice', () => {
    const text = '路灯坏了，请来修'
    expect(predict(model, { title: '路灯坏了', text })).toEqual(predict(model, { text }))
  })

  test('comes back from its bytes as it was', () => {
    const back = loadModel(saveModel(model))
    fc.assert(
      fc.property(anyText, (text) => {
        expect(predict(back, { text })).toEqual(predict(model, { text }))
      }),
    )
    expect(saveModel(back)).toEqual(saveModel(model))
  })

  test('is the same again from the same rows and seed', () => {
    expect(saveModel(trainModel(reports, { seed: 7 }))).toEqual(saveModel(trainModel(reports, { seed: 7 })))
  })

  test('keeps no word of the reports in its file', () => {
    const names = trainModel([...reports, { text: '举报人欧阳守拙反映路灯', label: '市政设施' }])
    expect(Buffer.from(saveModel(names)).includes('欧阳')).toBe(false)
  })
})

describe('a correction', () => {
  test('always makes the label a person chose likelier for that text, and another correction likelier still', () => {
    const label = fc.constantFrom('市政设施', '环境保护', '劳动保障', '交通出行', '__proto__', 'constructor')
    fc.assert(
      fc.property(
        label,
        fc.constantFrom('共享单车堵住人行道', '油烟', '工资', '邻居家的狗半夜叫个不停'),
        (label, text) => {
          const model = trainModel(reports)
          const before = probabilityOf(model, text, label)
          learn(model, { text, label })
          const once = probabilityOf(model, text, label)
          learn(model, { text, label })
          expect(once).toBeGreaterThan(before)
          expect(probabilityOf(model, text, label)).toBeGreaterThan(once)
        },
      ),
      { numRuns: 12 },
    )
  })

  test('given often enough carries to similar texts, leaves others alone, and is kept in the file', () => {
    const model = trainModel(reports)
    for (let i = 0; i < 5; i++) learn(model, { text: '共享单车堵住人行道', label: '交通出行' })
    const kept = loadModel(saveModel(model))
    for (const one of [model, kept]) {
      expect(predict(one, { text: '路口堆满共享单车' }).ranked[0]?.label).toBe('交通出行')
      expect(predict(one, { text: '老板拖欠工资' }).ranked[0]?.label).toBe('劳动保障')
    }
    expect(probabilityOf(kept, '共享单车', '交通出行')).toBeCloseTo(probabilityOf(model, '共享单车', '交通出行'), 1)
  })

  test('repeated a thousand times stays within bounds', () => {
    const model = trainModel(reports)
    for (let i = 0; i < 1000; i++) learn(model, { text: '井盖', label: i % 2 === 0 ? '市政设施' : '环境保护' })
    const share = probabilityOf(model, '井盖', '市政设施')
    expect(share).toBeGreaterThan(0.05)
    expect(share).toBeLessThan(0.95)
    expect(predict(model, { text: '老板拖欠工资' }).ranked[0]?.label).toBe('劳动保障')
  })
})

describe('a file', () => {
  const bytes = saveModel(trainModel(reports))

  test.each([
    ['an empty one', Buffer.alloc(0), 'not a triage model'],
    ['a foreign one', Buffer.from(JSON.stringify({ labels: ['x'.repeat(100)] })), 'not a triage model'],
    ['one of another version', Buffer.from(bytes).fill(9, 12, 13), 'version 9'],
    ['one cut short', bytes.subarray(0, bytes.length - 10), 'damaged'],
    [
      'one with a flipped bit',
      Buffer.from(bytes).fill((bytes.at(-5) ?? 0) ^ 1, bytes.length - 5, bytes.length - 4),
      'damaged',
    ],
  ])('%s is refused in words', (_, file, why) => {
    expect(() => loadModel(file)).toThrow(why)
  })
})

test('one label alone is learned, and no rows at all are refused', () => {
  const model = trainModel([{ text: '路灯不亮', label: '市政' }])
  expect(predict(model, { text: '任何事情' }).ranked).toEqual([{ label: '市政', probability: 1 }])
  expect(() => trainModel([])).toThrow('no labelled row')
})
