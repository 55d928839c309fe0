/** The rights of a person over what is held about them: one copy of everything, one erasure everywhere, module by module. */
import { coreOf } from './core.ts'
import { say } from './words.ts'
import { siblingOf } from './work.ts'

type PartOf<T> = { readonly module: string; readonly title: string; readonly what: string } & T

const holders = (work: object) => {
  const core = coreOf.get(work)
  const sibling = siblingOf.get(work)
  if (!core || !sibling) throw new Error('personal data is read with a work made by the kernel')
  return [...core.modules.values()].flatMap(({ contract: { name }, personalData }) => {
    if (!personalData) return []
    const own = sibling(name)
    const told = (key: string) => say(core.dictionary, own.locale, key)
    return [{ module: name, title: told(`${name}.title`), what: told(personalData.what), own, personalData }]
  })
}

/** Everything held about a person, in the order of the modules; `held` is null where there is nothing. */
export const heldAbout = async (work: object, personId: string): Promise<readonly PartOf<{ held: unknown }>[]> => {
  const parts: PartOf<{ held: unknown }>[] = []
  for (const { module, title, what, own, personalData } of holders(work))
    parts.push({ module, title, what, held: await personalData.export(own, personId) })
  return parts
}

/** Erases a person from every module; those that need others go first, while those can still say who it is. */
export const eraseEverywhere = async (
  work: object,
  personId: string,
): Promise<readonly PartOf<{ erased: number; kept: string | null }>[]> => {
  const parts: PartOf<{ erased: number; kept: string | null }>[] = []
  for (const { module, title, what, own, personalData } of holders(work).reverse())
    parts.push({ module, title, what, ...(await personalData.erase(own, personId)) })
  return parts
}
