/** The text model on the command line: files as they come from other programs, one JSON value on stdout, a non-zero end on failure. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'liren-triage-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const triage = (...args: string[]) => {
  const run = spawnSync(process.execPath, [resolve(import.meta.dirname, 'main.ts'), 'triage', ...args], {
    encoding: 'utf8',
  })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

const put = (name: string, content: string) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const lines = (rows: readonly object[], end = '\n') => rows.map((row) => JSON.stringify(row) + end).join('')
const lamps = ['路灯坏了一片漆黑', '路灯忽明忽暗', '井盖破损', '人行道积水'].map((text) => ({
  title: '',
  text,
  label: '市政',
}))
const wages = ['老板拖欠工资', '公司不交社保', '没有加班费', '离职不结工资'].map((text) => ({ text, label: '劳动' }))
const learned = put('learned.jsonl', lines([...lamps, ...wages]))

test('an operator trains on a history, keeps the model, asks it, and measures it', () => {
  const model = join(folder, 'district.model')
  const trained = triage('train', learned, '--out', model, '--json')
  expect(trained.code).toBe(0)
  expect(JSON.parse(trained.out)).toMatchObject({ out: model, rows: 8, labels: ['劳动', '市政'] })

  const asked = triage('predict', '门口的路灯坏了', '--model', model, '--json')
  expect(JSON.parse(asked.out)).toMatchObject({
    ranked: [{ label: '市政' }, { label: '劳动' }],
    because: expect.arrayContaining([expect.objectContaining({ word: '路灯' })]),
  })
  expect(triage('predict', '门口的路灯坏了', '--model', model).out).toMatch(/^市政 [\d.]+ %, 劳动 [\d.]+ % \(路灯/)

  const measured = triage(
    'eval',
    '--model',
    model,
    '--test',
    put('test.jsonl', lines([{ text: '拖欠工资', label: '劳动' }])),
    '--json',
  )
  expect(JSON.parse(measured.out)).toMatchObject({ n: 1, accuracy: 1 })
})

test('rows with a byte order mark, Windows line ends, gaps, unseen labels and nonsense are measured all the same', () => {
  const odd = put(
    'odd.jsonl',
    `\uFEFF${lines(
      [
        { text: '拖欠工资', label: '劳动' },
        { title: null, text: '桥塌了', label: '交通' },
      ],
      '\r\n',
    )}\r\nnonsense\r\n{"text":"x"}`,
  )
  const { code, out, err } = triage('eval', '--train', learned, '--test', odd, '--json')
  expect(code).toBe(0)
  expect(Object.keys(JSON.parse(out))).toEqual(['n', 'accuracy', 'macroF1', 'top2', 'ece', 'perClass', 'coverage'])
  expect(JSON.parse(out)).toMatchObject({ n: 2, accuracy: 0.5, perClass: { 交通: { n: 1, recall: 0 } } })
  expect(err).toContain(`${odd}:4: not JSON`)
  expect(err).toContain(`${odd}:5: "label" is missing`)
  expect(err).toContain('2 of 4 rows left out')
})

test('nothing to measure gives zeros; nothing to learn from, a missing file or a foreign model end in a sentence', () => {
  const empty = put('empty.jsonl', '')
  expect(JSON.parse(triage('eval', '--train', learned, '--test', empty, '--json').out)).toMatchObject({
    n: 0,
    perClass: {},
  })
  for (const [args, why] of [
    [['eval', '--train', empty, '--test', learned], 'no usable row'],
    [['eval', '--train', join(folder, 'nowhere.jsonl'), '--test', learned], 'nowhere.jsonl'],
    [['eval', '--test', learned], '--train'],
    [['eval', '--model', learned, '--test', learned], 'not a triage model'],
    [['train', learned, '--out', join(folder, 'x.model'), '--seed', 'many'], '--seed'],
    [['predict', ' ', '--model', learned], 'not a triage model'],
  ] as const) {
    const { code, out } = triage(...args, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out).error).toContain(why)
  }
})
