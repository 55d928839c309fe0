/** What an installed module says of itself: asked by whoever describes modules to people, such as the library of tools. */
import { coreOf } from './core.ts'
import { offKey } from './switched-off.ts'

export type ModuleFace = {
  /** Permission → roles that hold it. */
  readonly permissions: Readonly<Record<string, readonly string[]>>
  /** It holds data about people, and answers when one of them asks for it. */
  readonly holdsPersonal: boolean
  /** Areas that switched it off. */
  readonly offIn: readonly string[]
}

/** The face of a module by its name; null where it is not installed. */
export const faceOf = async (work: object, module: string): Promise<ModuleFace | null> => {
  const core = coreOf.get(work)
  if (!core) throw new Error('faceOf() needs a work made by the kernel')
  const found = core.modules.get(module)
  if (!found) return null
  return {
    permissions: found.contract.permissions ?? {},
    holdsPersonal: found.personalData !== undefined,
    offIn: await core.settings.areasWith(module, offKey, true),
  }
}
