/** The text model learns from labelled reports, says what it thinks and why, and takes corrections. */
import { describe, expect, test } from 'vitest'
import { type LabelledText, learn, loadModel, predict, readRows, saveModel, trainModel } from './model.ts'

const reports: Readonly<Record<string, readonly string[]>> = {
  市政设施: ['路灯坏了晚上一片漆黑', '井盖破损很危险', '人行道地砖松动积水', '路面坑洼雨天积水', '路灯忽明忽暗请维修'],
  环境保护: ['烧烤摊油烟扰民', '工厂夜里排放废气味道刺鼻', '工地凌晨施工噪声', '河涌发黑发臭', '饭店油烟直排楼上'],
  劳动保障: ['老板拖欠工资三个月', '公司不交社保', '离职后不结算工资', '加班没有加班费', '退休后养老金没有发放'],
}
const rows: readonly LabelledText[] = Object.entries(reports).flatMap(([label, texts]) =>
  texts.map((text) => ({ title: '', text, label })),
)

describe('a small district', () => {
  const model = trainModel(rows)

  test('finds the label of reports in other words and names the words that counted', () => {
    const { ranked, because } = predict(model, { title: '油烟', text: '楼下饭店的油烟熏得睡不着' })
    expect(ranked[0]?.label).toBe('环境保护')
    expect(ranked.reduce((sum, one) => sum + one.probability, 0)).toBeCloseTo(1, 9)
    expect(because.map((one) => one.word)).toContain('油烟')
  })

  test('takes a correction to heart, even to a label nobody knew', () => {
    const text = '邻居家的狗半夜叫个不停'
    const share = (label: string) =>
      predict(model, { text }).ranked.find((one) => one.label === label)?.probability ?? 0
    learn(model, { text, label: '__proto__' })
    const once = share('__proto__')
    learn(model, { text, label: '__proto__' })
    expect(share('__proto__')).toBeGreaterThan(once)
  })

  test('comes back from its bytes as it was, and refuses other files in words', () => {
    const back = loadModel(saveModel(model))
    expect(predict(back, { text: '路灯不亮' })).toEqual(predict(model, { text: '路灯不亮' }))
    expect(() => loadModel(Buffer.from('{"labels":[]}'))).toThrow('not a triage model')
    const bytes = saveModel(model)
    bytes[bytes.length - 5] = (bytes.at(-5) ?? 0) ^ 1
    expect(() => loadModel(bytes)).toThrow('damaged')
  })
})

test('rows may come with a byte order mark and Windows line ends; bad ones are named by line', () => {
  const { rows: read, bad } = readRows('\uFEFF{"text":"路灯不亮","label":"市政"}\r\n\r\n{"label":"市政"}\r\noops\r\n')
  expect(read).toEqual([{ title: '', text: '路灯不亮', label: '市政' }])
  expect(bad.map((one) => one.line)).toEqual([3, 4])
})
