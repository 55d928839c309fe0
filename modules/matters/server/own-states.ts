/** 本地环节 States a community adds: what does not fit is refused at its field, and none goes while something stands in it. */
import { answer, type SettingChanged } from '@liren/kernel'
import { matters } from '../contract.ts'
import { addedFault, groundsOf, withAdded } from '../process.ts'
import { type Added, known, type MattersWork, processNamed } from './house.ts'
import { ownStateStore } from './store-own-states.ts'

const mustFit = async (work: MattersWork, items: readonly Added[]) => {
  const grown = new Map<string, NonNullable<Awaited<ReturnType<typeof processNamed>>>>()
  for (const [at, one] of items.entries()) {
    const process = grown.get(one.process) ?? (await processNamed(work, one.process))
    if (!process) throw work.refuse('unknown-process', { process: one.process }, `addedStates.${at}.process`)
    const fault = addedFault(process, one)
    if (fault) throw work.refuse(fault.code, { name: one.words.state }, `addedStates.${at}.${fault.field}`)
    grown.set(one.process, withAdded(process, [one]))
  }
}

/** A matter in a state nobody knows any more could go nowhere. */
const mustBeEmpty = async (work: MattersWork, area: string, items: readonly Added[]) => {
  const before = (await work.setting<readonly Added[]>('addedStates', area)) ?? []
  for (const one of before) {
    if (items.some(({ process, name }) => process === one.process && name === one.name)) continue
    const count = await ownStateStore(work.db).standing(area, one.process, one.name)
    if (count > 0) throw work.refuse('state-in-use', { state: one.words.state, count }, 'addedStates')
  }
}

export const checkSettings = async (work: MattersWork, { area, key, value }: SettingChanged) => {
  if (key !== 'addedStates') return
  // The schema was checked before this is asked.
  const items = (value ?? []) as readonly Added[]
  await mustFit(work, items)
  await mustBeEmpty(work, area, items)
  await ownStateStore(work.db).replace(
    area,
    items.map(({ process, name, words, phase }) => ({
      process,
      state: name,
      word: words.state,
      wordEn: words.stateEn || null,
      phase,
    })),
  )
}

export const ownStates = answer(matters, 'ownStates', async (work) => ({
  items: [...(await ownStateStore(work.db).all())],
}))

export const processes = answer(matters, 'processes', async (work) => {
  const { byName, moduleOf } = known(work)
  return {
    items: [...byName.values()].map((process) => ({
      name: process.name,
      module: moduleOf.get(process.name) ?? 'matters',
      states: Object.entries(process.states).map(([name, { phase }]) => ({ name, phase })),
      grounds: [...groundsOf(process)],
    })),
  }
})
