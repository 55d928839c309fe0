/** The tools a preset brings are sound, their examples work, they run with demo records, and points follow their rules. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { completed } from '../document/completed.ts'
import { normKinds } from '../document/document.ts'
import { ethicsDue, ethicsFrom } from '../document/ethics.ts'
import { toolFrom } from '../document/norm.ts'
import { describedModules } from '../seed.ts'
import { presetTool } from '../testing/sample.ts'
import { take } from './check/answers.ts'
import { checkValue } from './check/check.ts'
import { play } from './check/play.ts'
import { digestOf } from './check/sign.ts'
import { formNamed } from './running.ts'

const folder = join(import.meta.dirname, '../../../presets/yuexiu/tool-library')
const names = readdirSync(folder)
  .map((name) => name.replace('.json', ''))
  .filter((name) => name !== 'tools' && name !== 'modules')

test('the nine tools of daily life and the shared shelf are there, and every one is named in the list', () => {
  expect(names.length).toBeGreaterThanOrEqual(10)
  const { tools } = JSON.parse(readFileSync(join(folder, 'tools.json'), 'utf8')) as { tools: { file: string }[] }
  expect(tools.map(({ file }) => file).toSorted()).toEqual(names.toSorted())
})

test('no tool of a demonstration stands there without what was asked for, by whom and why; what is demanded says by whom', () => {
  type Asked = { login: string; area: string; title: string; evidence: string; serves: string; issuer?: string }
  for (const preset of ['yuexiu', 'guali']) {
    const read = <T>(path: string) => JSON.parse(readFileSync(join(folder, '../..', preset, path), 'utf8')) as T
    const { accounts } = read<{ accounts: { loginName: string; area: string }[] }>('identity/accounts.json')
    for (const { file, need } of read<{ tools: { file: string; need?: Asked }[] }>('tool-library/tools.json').tools) {
      expect(need?.title.length ?? 0, `${preset} ${file}`).toBeGreaterThan(3)
      expect(need?.evidence.length ?? 0, `${preset} ${file}`).toBeGreaterThan(3)
      expect(need?.serves === 'management', `${preset} ${file}`).toBe(need?.issuer !== undefined)
      expect(accounts, `${preset} ${file}`).toContainEqual(
        expect.objectContaining({ loginName: need?.login, area: need?.area }),
      )
    }
  }
})

test('every tool that runs here has something of the demonstration to look at, which fits its forms and its moves', () => {
  type Shown = { process: string; answers: Record<string, unknown>; moves: { move: string; answers?: object }[] }
  const { tools } = JSON.parse(readFileSync(join(folder, 'tools.json'), 'utf8')) as {
    tools: { file: string; records: Shown[] }[]
  }
  for (const { file, records } of tools) {
    const document = presetTool(file)
    if (document.kind !== 'declared') continue
    expect([file, records.length > 0]).toEqual([file, true])
    for (const { process: id, answers, moves } of records) {
      const process = document.processes.find((one) => one.id === id)
      const given = (form: string | undefined, values: object) => take(formNamed(document, form), { ...values })
      expect([file, given(process?.form, answers).isTaken]).toEqual([file, true])
      let state = process?.start
      for (const one of moves) {
        const move = process?.moves[one.move]
        expect([file, one.move, move?.from]).toEqual([file, one.move, expect.arrayContaining([state])])
        expect([file, one.move, given(move?.form, one.answers ?? {}).isTaken]).toEqual([file, one.move, true])
        state = move?.to
      }
    }
  }
})

const isNorm = (name: string) => presetTool(name).kind === 'norm'
const leadsOut = (name: string) => presetTool(name).kind !== 'declared'

describe.each(names)('%s', (name) => {
  const { document, faults } = checkValue(presetTool(name))
  test('is sound, without a single doubt', () => expect(faults).toEqual([]))
  test('is for residents or shops, and for staff, but for norms, which are read at the desk', () =>
    isNorm(name)
      ? expect(document?.norm?.clauses.length).toBeGreaterThanOrEqual(3)
      : expect(document?.audience.map(({ board }) => board)).toEqual(
          expect.arrayContaining([name === 'shopfront-check' ? 'merchant' : 'resident', 'worker']),
        ))
})

test('one tool leads to a page of somebody else, one asks a department, and neither tells anybody’s name in clear', () => {
  const out = names.map(presetTool).filter(({ link, port }) => link ?? port)
  expect(out.map(({ kind }) => kind).toSorted()).toEqual(['linked', 'port'])
  expect(out.flatMap(({ link }) => link?.claims ?? [])).toEqual([])
})

describe.each(names.filter((name) => !leadsOut(name)))('%s', (name) => {
  const { document } = checkValue(presetTool(name))
  test('has two audiences, points, a public need and examples that work', () => {
    expect(document?.audience.length).toBeGreaterThanOrEqual(2)
    expect(document?.points?.length).toBeGreaterThanOrEqual(1)
    const played = document ? play(document) : []
    expect(played.length).toBeGreaterThan(0)
    expect(played.filter(({ isFine }) => !isFine)).toEqual([])
  })
})

test('the cancer screening is for women of thirty-five to sixty-four, to the year', () => {
  const screening = presetTool('two-cancer-screening')
  const seen = (age: number, sex: 'F' | 'M') =>
    play({
      ...screening,
      examples: [
        {
          title: { 'zh-CN': '看', en: 'look' },
          of: 'visit',
          persona: { isMember: true, age, sex, isStaff: false },
          isInAudience: false,
          steps: [],
        },
      ],
    })[0]?.isFine === false
  for (let age = 0; age <= 100; age += 1) {
    expect([age, seen(age, 'F')]).toEqual([age, age >= 35 && age <= 64])
    expect([age, seen(age, 'M')]).toEqual([age, false])
  }
})

test('norms of every kind come along, and each begins a tool that is sound once its maker has read what it says of people', () => {
  const norms = names.filter(isNorm).map(presetTool)
  expect(norms.map(({ norm }) => norm?.about).toSorted()).toEqual([...normKinds].toSorted())
  for (const document of norms) {
    const made = toolFrom({ document, digest: digestOf(document) }, 'ours', '440104001001', '越秀山社区居委会')
    const whole = made && completed(made)
    const { faults, document: sound } = checkValue(whole && { ...whole, ethics: ethicsFrom(whole, '2026-11-29') })
    expect([document.id, faults.filter(({ level }) => level === 'refuse')]).toEqual([document.id, []])
    expect(sound?.lineage?.forkOf.id).toBe(document.id)
    expect(sound && play(sound).map(({ isFine }) => isFine)).toEqual([true])
  }
})

test('every tool that reads about people or decides by itself says by what right, who answers, how one objects and whom it could leave out', () => {
  const due = names.map(presetTool).filter((document) => ethicsDue(document).length > 0)
  expect(due.length).toBeGreaterThanOrEqual(10)
  for (const { ethics, ...document } of due) {
    expect(ethics?.people['zh-CN'].length, document.id).toBeGreaterThan(8)
    expect(checkValue(document).faults.map(({ code }) => code)).toEqual(['ethics'])
  }
})

test('the platform’s own sorting of reports and matching of policies stand in the library with their ethics review, like any tool', () => {
  const natives = names.map(presetTool).filter(({ kind }) => kind === 'native')
  expect(natives.map(({ id }) => id).toSorted()).toEqual(['policy-matching', 'report-sorting'])
  for (const { ethics, id } of natives)
    for (const part of ['policy', 'organisation', 'institution', 'people'] as const)
      expect(ethics?.[part]['zh-CN'].length, `${id} ${part}`).toBeGreaterThan(10)
})

test('every part of the platform stands in the library like any tool: sound, with both its sides, its pages, and when to stop it', () => {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'))
  const described = describedModules(read('modules.json') as Parameters<typeof describedModules>[0])
  for (const document of described) {
    const { faults } = checkValue(document)
    expect([document.id, faults.filter(({ level }) => level === 'refuse')]).toEqual([document.id, []])
    expect(new Set(document.needs.map(({ serves }) => serves)), document.id).toEqual(
      new Set(['resident', 'management']),
    )
  }
  const there = new Set([
    ...described.map(({ module }) => module),
    ...names.map(presetTool).flatMap(({ module }) => (module ? [module] : [])),
  ])
  const { modules } = read('../preset.json') as { modules: string[] }
  expect(modules.filter((name) => !there.has(name))).toEqual([])
  // A town takes them along: whatever runs there stands in its library too.
  const town = read('../../guali/preset.json') as { modules: string[]; takes: { yuexiu: string[] } }
  expect(town.takes.yuexiu).toContain('tool-library/modules.json')
  expect(town.modules.filter((name) => !there.has(name) && name !== 'triage')).toEqual([])
})

test('every tool says what it is for and when it is to be stopped', () => {
  for (const document of names.map(presetTool)) {
    expect(document.needs.length, document.id).toBeGreaterThan(0)
    expect(document.stopWhen?.['zh-CN'].length ?? 0, document.id).toBeGreaterThan(4)
  }
})
