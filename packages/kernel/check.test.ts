/** What boot refuses, each with the name of what is wrong: better at the start than at night. */
import { defineContract, Type } from '@liren/contract'
import { expect, test } from 'vitest'
import { checkParts, checkRoutes, gatherRoles, gatherWords, inOrder } from './check.ts'
import { answer, defineModule, hear, listen, type Module } from './module.ts'

const words = { title: 'x' }
const make = (name: string, more: Partial<Module> = {}, contract: object = {}): Module =>
  defineModule({ contract: defineContract({ name, ...contract }), locales: { 'zh-CN': words, en: words }, ...more })

test('a module whose need is not installed keeps the district from starting', () => {
  const territory = defineContract({ name: 'territory' })
  expect(() => inOrder([make('cases', { needs: [territory] })])).toThrow(
    'module "cases": needs "territory", which is not installed',
  )
})

test('a module comes after what it needs, however the preset lists them', () => {
  const territory = make('territory')
  const cases = make('cases', { needs: [territory.contract] })
  expect(inOrder([cases, territory]).map((module) => module.contract.name)).toEqual(['territory', 'cases'])
})

test('two modules of one name, or modules that need each other in a circle, are refused', () => {
  expect(() => inOrder([make('cases'), make('cases')])).toThrow('is there twice')
  const a = make('a', { needs: [defineContract({ name: 'b' })] })
  const b = make('b', { needs: [defineContract({ name: 'a' })] })
  expect(() => inOrder([a, b])).toThrow('in a circle')
})

test('two migrations of one number, or a late one with an early number, are refused', () => {
  const inTurn =
    (...names: string[]) =>
    () =>
      inOrder([make('cases', { migrations: Object.fromEntries(names.map((name) => [name, 'select 1'])) })])
  expect(inTurn('0001-tables', '0002-grants')).not.toThrow()
  expect(inTurn('0001-tables', '0001-grants')).toThrow(
    'module "cases": migration "0001-grants" stands behind "0001-tables": numbers rise',
  )
  expect(inTurn('0002-grants', '0001-tables')).toThrow('numbers rise')
})

test.each([
  ['0.1.0', '0.2.0', false],
  ['0.1.2', '0.1.1', false],
  ['0.1.0', '0.1.9', true],
  ['1.2.0', '1.9.0', true],
  ['1.2.0', '2.0.0', false],
])('a need written for %s meets an installed %s: %s', (wanted, there, fits) => {
  const need = defineContract({ name: 'people', version: wanted })
  const boot = () => inOrder([make('people', {}, { version: there }), make('cases', { needs: [need] })])
  if (fits) expect(boot).not.toThrow()
  else expect(boot).toThrow(`was written for people ${wanted}, but ${there} is installed`)
})

test('a refusal without words in one language is refused itself', () => {
  const contract = { refusals: { 'too-late': 409 } }
  const zh = { title: 'x', refusal: { 'too-late': '太晚了' } }
  expect(() => gatherWords([make('notes', { locales: { 'zh-CN': zh, en: words } }, contract)])).toThrow(
    'has no words in en for "refusal.too-late"',
  )
  expect(() => gatherWords([make('notes', {}, contract)])).toThrow('has no words in zh-CN for refusal too-late')
})

test('a setting, a permission, an event and a job need words as well', () => {
  for (const [contract, more] of [
    [{ permissions: { 'note.write': [] } }, {}],
    [{ events: { written: Type.Object({}) } }, {}],
    [{}, { settings: { platform: Type.Object({ colour: Type.String({ default: 'red' }) }) } }],
  ] as const)
    expect(() => gatherWords([make('notes', more, contract)])).toThrow('has no words')
})

test('a permission cannot be given to a role nobody declares, nor declared twice', () => {
  const roles = make('identity', { roles: { writer: {} } })
  expect(() => gatherRoles([roles, make('notes', {}, { permissions: { 'note.write': ['poet'] } })])).toThrow(
    'role "poet"',
  )
  const twice = { permissions: { 'note.write': ['writer'] } }
  expect(() => gatherRoles([roles, make('notes', {}, twice), make('more', {}, twice)])).toThrow('is there already')
})

test('a route without a handler, and a handler of somebody else’s route, are found at boot', () => {
  const contract = defineContract({ name: 'notes', routes: { list: { method: 'GET', path: '/', may: 'anyone' } } })
  expect(() => checkRoutes([make('notes', {}, { routes: contract.routes })])).toThrow('route list has 0 handlers')
  const stranger = answer(contract, 'list', async () => {})
  expect(() => checkRoutes([make('more', { routes: [stranger] })])).toThrow('answers a route of "notes"')
})

test('nobody listens to what is never told, nor to a module it does not need', () => {
  const notes = defineContract({ name: 'notes', events: { written: Type.Object({}) } })
  const me = defineContract({ name: 'me' })
  const dictionary = { 'zh-CN': new Map(), en: new Map() }
  const listening = make('me', { listeners: [listen(me, notes, 'written', 'echo', async () => {})] })
  expect(() => checkParts([listening], dictionary)).toThrow('without needing "notes"')
  const needing = make('me', {
    needs: [defineContract({ name: 'notes' })],
    listeners: [{ on: 'notes/burnt', name: 'echo', hear: async () => {} }],
  })
  expect(() => checkParts([needing], dictionary)).toThrow('which is never told')
})

test('a contract with a permission it never declared, or a path used twice, cannot be written', () => {
  expect(() =>
    defineContract({ name: 'notes', routes: { list: { method: 'GET', path: '/', may: 'note.read' } } }),
  ).toThrow('is not declared')
  expect(() =>
    defineContract({
      name: 'notes',
      routes: { a: { method: 'GET', path: '/', may: 'anyone' }, b: { method: 'GET', path: '/', may: 'anyone' } },
    }),
  ).toThrow('declared twice')
  expect(() => defineContract({ name: 'Notes' })).toThrow('kebab-case')
})

test('one feature may hear another that is absent, but not an event it never tells or a field it does not declare', () => {
  const cases = defineContract({ name: 'cases', events: { reported: Type.Object({ caseId: Type.String() }) } })
  const sorter = (on: `${string}/${string}`, field: string) =>
    make('triage', {
      listeners: [
        hear(defineContract({ name: 'triage' }), on, Type.Object({ [field]: Type.String() }), 'sort', async () => {}),
      ],
    })
  const words = { 'zh-CN': new Map(), en: new Map() }
  const there = defineModule({ contract: cases, locales: { 'zh-CN': { title: 'x' }, en: { title: 'x' } } })
  expect(() => checkParts([sorter('cases/reported', 'caseId')], words)).not.toThrow()
  expect(() => checkParts([there, sorter('cases/reported', 'caseId')], words)).not.toThrow()
  expect(() => checkParts([there, sorter('cases/rported', 'caseId')], words)).toThrow('which is never told')
  expect(() => checkParts([there, sorter('cases/reported', 'colour')], words)).toThrow(
    'expects "colour" of "cases/reported", which does not tell it',
  )
})
