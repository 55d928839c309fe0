/** By which way somebody applies on this screen: at home, at a kiosk, with a relative's help, or at a counter. */
import { useFilters, useSession } from '@liren/web'

const staff = ['communityWorker', 'acceptor', 'gridWorker', 'communityAdmin']

/** A kiosk opens the resident board with `?at=kiosk`, and it is remembered while it is open. */
export const useChannel = (): 'mobile' | 'window' | 'kiosk' | 'agent' => {
  const session = useSession()
  const [{ at }] = useFilters()
  if (at === 'kiosk') return 'kiosk'
  if (session.onBehalfOf === null) return 'mobile'
  return session.grants.some(({ role }) => staff.includes(role)) ? 'window' : 'agent'
}
