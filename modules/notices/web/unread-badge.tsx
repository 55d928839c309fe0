/** The number at the bell in the tabs; nothing when all is read. */
import { useWords } from '@liren/web'
import { countText, useUnread } from './use-unread.ts'

export default function UnreadBadge() {
  const t = useWords('notices')
  const count = useUnread()
  if (count === 0) return null
  return (
    <span className="badge">
      <span aria-hidden="true">{countText(count)}</span>
      <span className="only-heard">{t('screen.bell', { count })}</span>
    </span>
  )
}
