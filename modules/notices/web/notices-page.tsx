/** My notices, newest first. */
import { Button, ButtonLink, Empty, List, Page, Segments, usePages, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { notices } from '../contract.ts'
import { Line } from './line.tsx'
import { useUnread } from './use-unread.ts'
import './notices.css'

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
