/** A kiosk stays a kiosk, and keeps nothing of whoever was there before. */
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, expect, it, vi } from 'vitest'
import { sendSoon } from '../sending.ts'
import { draftOf, keepDraft } from '../use-draft.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.resetModules()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
  })
})
/** As after the page was loaded anew: nothing is known but what was kept. */
const opened = async (search = '') => {
  vi.resetModules()
  const kiosk = await import('./kiosk.ts')
  kiosk.hearKiosk(search)
  return kiosk
}

it('opened once as a kiosk it is one on every page and after every start, until it is told otherwise', async () => {
  expect((await opened()).kioskSeconds()).toBeNull()
  expect((await opened('?at=kiosk')).kioskSeconds()).toBe(120)
  expect((await opened()).kioskSeconds()).toBe(120)
  expect((await opened('?at=library')).kioskSeconds()).toBe(120)
  expect((await opened('?at=kiosk&idle=60')).kioskSeconds()).toBe(60)
  expect((await opened('?at=home')).kioskSeconds()).toBeNull()
  expect((await opened()).kioskSeconds()).toBeNull()
})

it('nobody is given so little time that reading is a race, nor so much that the next one finds them', async () => {
  expect((await opened('?at=kiosk&idle=1')).kioskSeconds()).toBe(30)
  expect((await opened('?at=kiosk&idle=100000')).kioskSeconds()).toBe(900)
  expect((await opened('?at=kiosk&idle=soon')).kioskSeconds()).toBe(120)
})

it('whoever stops is asked first and forgotten then; an untouched kiosk waits calmly', async () => {
  const { patienceAfter, warnSeconds } = await opened()
  expect(patienceAfter(null, 60)).toBe('calm')
  const order = { calm: 0, asking: 1, over: 2 }
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 900 }), fc.nat(2000), fc.nat(100), (limit, seconds, more) => {
      const [now, later] = [patienceAfter(seconds, limit), patienceAfter(seconds + more, limit)]
      const isAsked = seconds >= limit - warnSeconds && seconds < limit
      return order[later] >= order[now] && (now === 'asking') === isAsked
    }),
  )
})

it('a draft is not written down on a kiosk at all', async () => {
  await opened('?at=kiosk')
  const { keepDraft: keep, draftOf: find } = await import('../use-draft.ts')
  await keep('forms.1', { name: '陈大文' })
  expect(await find('forms.1')).toBeUndefined()
})

it('what is kept in the browser is gone with the person; the device remembers only what it is', async () => {
  await keepDraft('cases.report', { text: '井盖不见了' })
  await sendSoon('test.nobody', '井盖不见了', { text: '井盖不见了' })
  kept.set('liren.session', '{"name":"陈大文"}')
  kept.set('liren.kiosk', '120')
  vi.stubGlobal('sessionStorage', { clear: () => undefined })
  const { wipe } = await import('./forget-client.ts')
  await wipe()
  expect(await draftOf('cases.report')).toBeUndefined()
  expect([...kept.keys()]).toEqual(['liren.kiosk'])
  expect((await import('../outbox.ts')).outbox.get()).toEqual([])
})

it('somebody left there when the power went is forgotten before the next one sees anything', async () => {
  const { isOwed } = await import('./forget-client.ts')
  const now = Date.UTC(2026, 4, 1, 9)
  expect(isOwed(now, 60)).toBe(false)
  kept.set('liren.kiosk.touched', String(now - 61_000))
  expect(isOwed(now, 60)).toBe(true)
  kept.set('liren.kiosk.touched', String(now - 10_000))
  expect(isOwed(now, 60)).toBe(false)
  kept.set('liren.kiosk.owed', 'yes')
  expect(isOwed(now, 60)).toBe(true)
})
