/** A kiosk is let in by a phone: only the browser that waits enters, once, within two minutes, by the number it shows. */
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../contract.ts'
import module from './module.ts'
import { createAccount } from './port.ts'

const password = 'Spring-river-42'
let town: Town
let accountId = ''
let phone: Person
const seconds = (count: number) => town.clock.advance(count * 1000)
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )

beforeAll(async () => {
  town = await host([module], { now: '2026-11-23T01:00:00Z' })
  accountId = await town.work(module, (work) =>
    createAccount(work, {
      loginName: 'chen',
      displayName: '陈秀英',
      kind: 'person',
      areaCode: '440104001001',
      password,
      roles: [{ role: 'resident', area: '440104001001' }],
    }),
  )
  phone = town.browser()
  await phone.ask(identity, 'logIn', { body: { loginName: 'chen', password } })
})
afterAll(() => town.close())

const waiting = async (isKiosk = true) => {
  const browser = town.browser()
  const { url, number } = await browser.ask(identity, 'askScreen', { body: { isKiosk } })
  const params = { code: new URL(url).pathname.split('/').at(-1) ?? '' }
  return {
    browser,
    number,
    params,
    state: async () => (await browser.ask(identity, 'awaitScreen')).state,
    letIn: (by = number, who = phone) =>
      who.ask(identity, 'decideScreen', { params, body: { isLetIn: true, number: by } }),
  }
}
const nameAt = async (browser: Person) => (await browser.ask(identity, 'session')).account?.displayName ?? null

test('she scans, sees which device asks, types its number, and the kiosk is hers; once, and not for long', async () => {
  const screen = await waiting()
  expect(await screen.state()).toBe('waiting')
  expect(await phone.ask(identity, 'lookAtScreen', { params: screen.params })).toMatchObject({ isKiosk: true })
  expect(await screen.state()).toBe('seen')
  await screen.letIn()
  const thief = town.browser()
  expect((await thief.ask(identity, 'awaitScreen')).state).toBe('over')
  expect(await refused(thief.ask(identity, 'enterScreen'))).toMatchObject({ code: 'identity/screen-over' })
  expect(await screen.state()).toBe('confirmed')
  expect(await screen.browser.ask(identity, 'enterScreen')).toEqual({ accountId, next: null })
  expect(await nameAt(screen.browser)).toBe('陈秀英')
  expect(await screen.state()).toBe('over')
  expect(await refused(screen.letIn())).toMatchObject({ code: 'identity/screen-over' })
  const { rows } = await town.owner.query(`select idle_minutes from identity_sessions where how = 'screen'`)
  expect(rows).toEqual([{ idle_minutes: 10 }])
  // A second entry by the same confirmation, asked at the same moment, finds nothing.
  const twin = await waiting()
  await twin.letIn()
  const both = await Promise.all([1, 2].map(() => refused(twin.browser.ask(identity, 'enterScreen'))))
  expect(both.filter((problem) => problem === null)).toHaveLength(1)
})

test('a wrong number ends it, a refusal ends it, two minutes end it, and a new square makes the old one worthless', async () => {
  const guessed = await waiting()
  const wrong = guessed.number === '42' ? '43' : '42'
  expect(await refused(guessed.letIn(wrong))).toMatchObject({ code: 'identity/screen-number-wrong', field: 'number' })
  expect(await refused(guessed.letIn())).toMatchObject({ code: 'identity/screen-over' })
  expect(await guessed.state()).toBe('refused')

  const declined = await waiting()
  await phone.ask(identity, 'decideScreen', { params: declined.params, body: { isLetIn: false } })
  expect([await declined.state(), await nameAt(declined.browser)]).toEqual(['refused', null])

  const late = await waiting()
  seconds(121)
  expect(await refused(late.letIn())).toMatchObject({ status: 404 })
  expect(await late.state()).toBe('over')

  const confirmedLate = await waiting()
  await confirmedLate.letIn()
  seconds(121)
  expect(await refused(confirmedLate.browser.ask(identity, 'enterScreen'))).toMatchObject({ status: 404 })
  expect([await confirmedLate.state(), await nameAt(confirmedLate.browser)]).toEqual(['over', null])

  const renewed = await waiting()
  await renewed.browser.ask(identity, 'askScreen', { body: { isKiosk: true } })
  expect(await refused(renewed.letIn())).toMatchObject({ status: 404 })
})

test('nobody lets a screen in who is not signed in, and a square that was never shown opens nothing', async () => {
  const screen = await waiting()
  expect(await refused(screen.letIn(screen.number, town.browser()))).toMatchObject({ status: 401 })
  const made = { params: { code: 'A'.repeat(43) } }
  expect(await refused(phone.ask(identity, 'lookAtScreen', made))).toMatchObject({ code: 'identity/screen-over' })
  expect(await refused(phone.ask(identity, 'lookAtScreen', { params: { code: 'short' } }))).toMatchObject({
    field: 'code',
  })
  const { rows } = await town.owner.query('select code_digest from identity_screen_log_ins where code_digest = $1', [
    screen.params.code,
  ])
  expect(rows).toEqual([])
})
