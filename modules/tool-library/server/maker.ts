/** 谁做的 In whose name something is made: a community's, or the unit's whose own people make it. */
import { organisation, type Unit } from '@liren/organisation/contract'
import type { ToolDocument } from '../document/document.ts'
import type { LibraryWork } from './edition.ts'
import { isLevel } from './levels.ts'

/** How a unit is known as a publisher. */
export const publisherOf = ({ code }: Pick<Unit, 'code'>) =>
  `u-${code
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')}`

/** The unit somebody makes something for; only its own people do. */
export const makingUnit = async (work: LibraryWork, unitId: string): Promise<Unit> => {
  work.must('tool.make', { unit: unitId })
  const unit = await work.use(organisation).unit(unitId)
  if (!unit) throw work.refuse('not-found')
  return unit
}

const levelOf = ({ areaCode }: Unit): ToolDocument['provider']['level'] =>
  !isLevel(areaCode) ? 'community' : areaCode.endsWith('000000') ? 'district' : 'subdistrict'

/** Units are registered in Chinese; until its makers write an English name, its code stands there. */
const nameOf = ({ name, shortName, code }: Unit, written: ToolDocument['name']) => {
  const own = shortName || name
  return written['zh-CN'] === own ? written : { 'zh-CN': own, en: `Unit ${code}` }
}

/** A draft may hold anything; only what has a provider can bear a name. */
export const isNamed = (value: unknown): value is ToolDocument => {
  const provider = (value as { provider?: { unit?: { 'zh-CN'?: unknown } } } | null)?.provider
  return typeof provider?.unit?.['zh-CN'] === 'string'
}

/** The same document as the unit's own. A publisher it is known by here already stays. */
export const inNameOf = (document: ToolDocument, unit: Unit, publisher: string | null): ToolDocument => ({
  ...document,
  provider: {
    ...document.provider,
    publisher: publisher ?? publisherOf(unit),
    level: levelOf(unit),
    unit: publisher === null ? nameOf(unit, document.provider.unit) : document.provider.unit,
  },
})
