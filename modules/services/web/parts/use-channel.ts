/** By which way somebody applies on this screen: at home, at a kiosk, with a relative's help, or at a counter. */
import { isKiosk, useSession } from '@liren/web'

const staff = ['communityWorker', 'acceptor', 'gridWorker', 'communityAdmin']

/** A browser opened once as a kiosk stays one until it is reset. */
export const useChannel = (): 'mobile' | 'window' | 'kiosk' | 'agent' => {
  const session = useSession()
  if (isKiosk()) return 'kiosk'
  if (session.onBehalfOf === null) return 'mobile'
  return session.grants.some(({ role }) => staff.includes(role)) ? 'window' : 'agent'
}
