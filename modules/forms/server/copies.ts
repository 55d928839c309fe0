/** 一数一源 Fields of a form that ask for what everybody shares, without being bound to it and without a reason. */
import { catalogue, sharedFieldNamed } from '@liren/catalogue/contract'
import type { DefinitionFault } from '../check.ts'
import { type Field, type FormDefinition, say } from '../definition.ts'
import { leavesOf } from '../outline.ts'
import type { Deed } from './deed.ts'

/** Within a list, or about whoever helps, a name is somebody else's than the one the form is about. */
const isOfOthers = (within: readonly Field[]) =>
  within.some(({ block, repeat }) => block === 'agent' || block === 'household' || repeat !== undefined)

export const privateCopies = async (work: Deed, definition: FormDefinition): Promise<readonly DefinitionFault[]> => {
  const entries = await work.use(catalogue).entries()
  return leavesOf(definition).flatMap(({ path, field, within }): DefinitionFault[] => {
    if (field.from !== undefined || field.derive !== undefined || field.own !== undefined || isOfOthers(within))
      return []
    const names = [say(field.label, 'zh-CN'), say(field.label, 'en')]
    const shared = sharedFieldNamed(names, entries)
    return shared ? [{ path, code: 'private-copy', what: shared.key }] : []
  })
}
