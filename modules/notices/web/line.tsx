/** One notice of a list; pressing it reads it and leads to what it is about. */
import { Chip, Row, useGo, useSend, useTimes, useWords } from '@liren/web'
import { type Notice, notices } from '../contract.ts'
import './notices.css'

export const Line = ({ notice }: { notice: Notice }) => {
  const t = useWords('notices')
  const go = useGo()
  const { since } = useTimes()
  const open = useSend(notices, 'open', {
    stale: [[notices]],
    then: ({ link }) => {
      if (link) go(link)
    },
  })
  return (
    <div className={notice.readAt ? undefined : 'notice-unread'}>
      <Row
        onClick={() => open.now({ params: { id: notice.id } })}
        title={notice.title}
        note={
          <>
            <span className="notice-text">{notice.text}</span>
            {since(notice.sentAt)}
            {notice.count > 1 && ` · ${t('screen.more', { count: notice.count - 1 })}`}
          </>
        }
        after={
          notice.urgency !== 'normal' ? (
            <Chip tone="overdue">{t(`screen.${notice.urgency}`)}</Chip>
          ) : (
            !notice.readAt && <Chip tone="main">{t('screen.isUnread')}</Chip>
          )
        }
      />
    </div>
  )
}
