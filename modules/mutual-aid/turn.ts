/** Whose turn it is: small enough for the home page, which shows it as a badge. */
import type { HelpState } from './help-request.ts'

type Sides = { readonly state: HelpState; readonly isMine: boolean; readonly isHelper: boolean }

/** Whoever promised goes there and says when it is done; whoever was helped says thank you. */
export const isMyTurn = ({ state, isMine, isHelper }: Sides): boolean =>
  (isHelper && (state === 'taken' || state === 'started')) || (isMine && state === 'done')
