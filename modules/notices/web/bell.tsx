/** The bell in the desk's bar. */
import { Icon, Link, useSession, useWords } from '@liren/web'
import { countText, useUnread } from './use-unread.ts'
import './notices.css'

export default function Bell() {
  const t = useWords('notices')
  const session = useSession()
  const count = useUnread()
  if (session.kind !== 'account') return null
  return (
    <Link to="/notices" className="icon-button notices-bell" aria-label={t('screen.bell', { count })}>
      <Icon name="bell" />
      {count > 0 && <span aria-hidden="true">{countText(count)}</span>}
    </Link>
  )
}
