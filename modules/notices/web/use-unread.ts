/** How many notices are unread; follows the account live, and counts a click that came from outside. */
import { ask, keyOf, refresh, useAsk, useLive, useSession } from '@liren/web'
import { useEffect } from 'react'
import { notices } from '../contract.ts'

/** Messages outside the platform carry `?notice=<id>`: following such a link is reading it. */
const useClickFromOutside = (isSignedIn: boolean) => {
  useEffect(() => {
    const url = new URL(location.href)
    const id = url.searchParams.get('notice')
    if (!isSignedIn || !id || !/^[0-9a-f-]{36}$/.test(id)) return
    url.searchParams.delete('notice')
    history.replaceState(history.state, '', url)
    // Somebody else's notice, or one long gone: nothing to count.
    ask(notices, 'open', { params: { id } })
      .then(() => refresh([notices]))
      .catch(() => undefined)
  }, [isSignedIn])
}

export const useUnread = (): number => {
  const session = useSession()
  const isSignedIn = session.kind === 'account'
  const { data } = useAsk(notices, 'unread', {}, { enabled: isSignedIn, everySeconds: 300 })
  useLive([session.id && `account:${session.id}`], [keyOf(notices, 'unread'), keyOf(notices, 'mine')])
  useClickFromOutside(isSignedIn)
  return isSignedIn ? (data?.count ?? 0) : 0
}

export const countText = (count: number) => (count >= 100 ? '99+' : String(count))
