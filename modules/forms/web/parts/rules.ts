/** A form's rules as this phone can judge them: plain ones at once, the others when all of CEL has come. Most forms never fetch it. */
import { useEffect, useState } from 'react'
import type { FormDefinition } from '../../definition.ts'
import type { Rules } from '../../facts.ts'
import { hardIn, noRules, plainRules } from '../../plain.ts'

export type AtHand = {
  readonly rules: Rules
  /** What shows first is decided: drawing it now, nothing moves when the rest has come. */
  readonly isReady: boolean
  readonly isWhole: boolean
}

const first = plainRules(noRules)
let whole: Rules | null = null

const bring = async (): Promise<Rules> => {
  const { wholeRules } = await import('../../expressions.ts')
  whole ??= plainRules(wholeRules)
  return whole
}

const seen = new WeakMap<FormDefinition, boolean>()
/** Does a form have rules that are not plain? Definitions are never changed in place, so this is remembered. */
const isHard = (definition: FormDefinition): boolean => {
  const known = seen.get(definition)
  if (known !== undefined) return known
  const { shown, reckoned } = hardIn(definition)
  seen.set(definition, shown || reckoned)
  return shown || reckoned
}

const firstPage = ({ pages }: FormDefinition) => pages?.[0]?.groups.flatMap(({ fields }) => fields)

/** `isAll`: everything is shown at once, not page by page. */
export const useRules = (definitions: readonly FormDefinition[], isAll = false): AtHand => {
  const [come, setCome] = useState(whole)
  const [failure, setFailure] = useState<unknown>(null)
  const rules = come ?? whole
  const needs = rules === null && definitions.some(isHard)
  useEffect(() => {
    if (!needs) return
    let isHere = true
    bring().then(
      (found) => isHere && setCome(found),
      (cause: unknown) => isHere && setFailure(cause),
    )
    return () => {
      isHere = false
    }
  }, [needs])
  if (failure !== null && needs) throw failure
  return {
    rules: rules ?? first,
    isReady: !needs || !definitions.some((one) => hardIn(one, isAll ? undefined : firstPage(one)).shown),
    isWhole: !needs,
  }
}
