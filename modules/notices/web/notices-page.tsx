/** My notices, newest first; pressing one reads it and leads to what it is about. */
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  List,
  Page,
  Row,
  Segments,
  useGo,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type Notice, notices } from '../contract.ts'
import { useUnread } from './use-unread.ts'
import './notices.css'

const Line = ({ notice }: { notice: Notice }) => {
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

export default function NoticesPage() {
  const t = useWords('notices')
  const [view, setView] = useState('all')
  const isUnread = view === 'unread'
  const unread = useUnread()
  const page = usePages(notices, 'mine', { query: isUnread ? { unread: true } : {} })
  const readAll = useSend(notices, 'markRead', { stale: [[notices]] })
  return (
    <Page
      title={t('nav.notices')}
      back={false}
      action={
        unread > 0 && (
          <Button isWide isBusy={readAll.isSending} onClick={() => readAll.now({ body: { all: true } })}>
            {t('screen.readAll')}
          </Button>
        )
      }
    >
      <Segments
        label={t('nav.notices')}
        value={view}
        onChange={setView}
        choices={[
          { value: 'all', label: t('screen.all') },
          { value: 'unread', label: t('screen.unread') },
        ]}
      />
      <List
        {...page}
        label={t('nav.notices')}
        keyOf={(notice) => notice.id}
        empty={
          <Empty icon="bell" title={t(isUnread ? 'screen.noneUnread' : 'screen.none')} hint={t('screen.noneHint')} />
        }
      >
        {(notice) => <Line notice={notice} />}
      </List>
      <ButtonLink to="/notices/preferences" tone="quiet" icon="settings" isWide>
        {t('screen.openPreferences')}
      </ButtonLink>
    </Page>
  )
}
