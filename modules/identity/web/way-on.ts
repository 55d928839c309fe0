/** Where somebody goes once they are in: back to where they were, or to the board their work is on. */
import { ask, refreshSession, useFilters, useGo, useRegistry, useSession } from '@liren/web'
import { identity, type NextStep } from '../contract.ts'

/** Boards and the addresses at which they stand. */
export const boardAddress: Readonly<Record<string, string>> = {
  resident: '/',
  merchant: '/merchant',
  worker: '/worker',
  desk: '/desk',
}

/** A path of this board; anything that could lead to another site is dropped. */
export const safePath = (path: string | undefined) => (path && /^\/(?![/\\])/.test(path) ? path : '/')

/** `const wayOn = useWayOn(); await wayOn(reply.next)`; answers the step that is still missing, or leaves the page. */
export const useWayOn = () => {
  const go = useGo()
  const [{ next }] = useFilters()
  const { board } = useRegistry()
  return async (step: NextStep | null): Promise<NextStep | null> => {
    await refreshSession()
    if (step !== null) return step
    const { boards } = await ask(identity, 'session')
    const [own] = boards
    if (own && !next && !boards.includes(board)) globalThis.location.assign(boardAddress[own] ?? '/')
    else go(safePath(next), { replace: true })
    return null
  }
}

/** The boards this person works on, other than the one they look at. */
export const useOtherBoards = () => {
  const { board } = useRegistry()
  return useSession().boards.filter((one) => one !== board && boardAddress[one] !== undefined)
}
