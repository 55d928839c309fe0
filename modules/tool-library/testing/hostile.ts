/** Documents made to harm, one kind of attack in each file: every one is refused with a path and a reason, or holds nothing that runs. */
import { expect, test } from 'vitest'
import type { Fault } from '../document/document.ts'
import { openFile } from '../server/check/sign.ts'
import { borrowing, bytesOf, spoilt } from './sample.ts'

export type Hostile = readonly [name: string, bytes: Uint8Array]

/** The sound example with one place set to each of these in turn. */
export const at = (path: string, values: Readonly<Record<string, unknown>>): Hostile[] =>
  Object.entries(values).map(([name, value]) => [name, bytesOf(spoilt(path, value))])

const refused = (bytes: Uint8Array): readonly Fault[] =>
  openFile(bytes).faults.filter(({ level }) => level === 'refuse')

/** The codes it is refused for; every fault has a place and a reason, and reading it left nothing behind. */
const refusedSoundly = (bytes: Uint8Array): readonly string[] => {
  const before = Object.keys(Object.prototype).length
  const faults = refused(bytes)
  for (const fault of faults) {
    expect(fault.path === '' || fault.path.startsWith('/')).toBe(true)
    expect(fault.reason.length).toBeGreaterThan(3)
    expect(fault.reason.length).toBeLessThan(400)
  }
  expect(Object.keys(Object.prototype).length).toBe(before)
  expect(({} as { x?: unknown }).x).toBeUndefined()
  return faults.map(({ code }) => code)
}

/**
 * All of a kind, and that no fewer than so many are still tried; over all kinds that is far more than a hundred. `reasons` are the codes
 * of this kind of attack: a document refused for something else alone would be let in once that was mended.
 */
export const refusesAll = (family: readonly Hostile[], atLeast: number, reasons: RegExp) => {
  test(`at least ${atLeast} of the kind are tried`, () => expect(family.length).toBeGreaterThanOrEqual(atLeast))
  test.each(family)('%s', (_name, bytes) => {
    expect(refusedSoundly(bytes).filter((code) => reasons.test(code))).not.toEqual([])
  })
}

/** The same, where each document names the one code it has to be refused for. */
export const refusesEach = (
  family: readonly Hostile[],
  atLeast: number,
  because: Readonly<Record<string, readonly string[] | undefined>>,
) => {
  const codes = new Map(Object.entries(because).flatMap(([code, names]) => (names ?? []).map((name) => [name, code])))
  test(`at least ${atLeast} of the kind are tried, and each says why it is refused`, () => {
    expect(family.length).toBeGreaterThanOrEqual(atLeast)
    expect(family.map(([name]) => name).filter((name) => !codes.has(name))).toEqual([])
  })
  test.each(family)('%s', (name, bytes) => {
    expect(refusedSoundly(bytes)).toContain(codes.get(name))
  })
}

/** The example made into a tool that leads elsewhere. */
export const linked = (url: string) => ({
  ...borrowing(),
  kind: 'linked',
  processes: [],
  forms: [],
  lists: [],
  reminders: [],
  points: [],
  indicators: [],
  examples: [],
  permissions: [{ who: 'worker', may: 'read' }],
  data: { reads: [], writes: [] },
  link: { url, claims: ['pairwiseId'] },
})
/** The same as a port. */
export const ported = (url: string) => {
  const { link: _, ...rest } = linked(url)
  return {
    ...rest,
    kind: 'port',
    port: { url, perMinute: 60, answerWithinMs: 2000, sends: [], receives: ['x'], healthPath: '/health' },
  }
}
