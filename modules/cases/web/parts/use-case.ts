/** One case, kept up to date while it is on the screen. */
import { keyOf, useAsk, useLive } from '@liren/web'
import { cases } from '../../contract.ts'

export const useCase = (id: string) => {
  const asked = useAsk(cases, 'read', { params: { id } }, { isKept: true })
  useLive([`matter:${id}`], [keyOf(cases, 'read', { params: { id } })])
  return asked
}

/** What is stale after anybody did anything to a case. */
export const staleCase = [[{ name: 'cases' }], [{ name: 'matters' }]] as const
