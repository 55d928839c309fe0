/** Leaving: the server ends the session, and everything read as that person is forgotten here. */
import { account } from './account.ts'
import { askUrl } from './client.ts'
import { refreshSession } from './session.ts'
import { remember } from './storage.ts'
import { toastProblem } from './toast.tsx'

export const signOut = async () => {
  await askUrl('/api/identity/log-out', { method: 'POST', body: { isEverywhere: false } }).catch(toastProblem)
  remember('session', null)
  account.set(null)
  await refreshSession()
}
