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

/**
 * All of a kind, and that no fewer than so many are still tried; over all kinds that is far more than a hundred. `reasons` are the codes
 * of this kind of attack: a document refused for something else alone would be let in once that was mended.
 */
export const refusesAll = (family: readonly Hostile[], atLeast: number, reasons: RegExp) => {
  test(`at least ${atLeast} of the kind are tried`, () => expect(family.length).toBeGreaterThanOrEqual(atLeast))
  test.each(family)('%s', (_name, bytes) => {
    const before = Object.keys(Object.prototype).length
    const faults = refused(bytes)
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.map(({ code }) => code).filter((code) => reasons.test(code))).not.toEqual([])
    for (const fault of faults) {
      expect(fault.path === '' || fault.path.startsWith('/')).toBe(true)
      expect(fault.reason.length).toBeGreaterThan(3)
      expect(fault.reason.length).toBeLessThan(400)
    }
    expect(Object.keys(Object.prototype).length).toBe(before)
    expect(({} as { x?: unknown }).x).toBeUndefined()
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
