/** Calls on the phone: those that wait for my answer, and those I raised to whoever stands above. */
import {
  Button,
  Chip,
  dueTone,
  Empty,
  List,
  Page,
  Row,
  Segments,
  useFilters,
  useMay,
  usePages,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { CallUpSheet } from '../parts/call-up.tsx'
import { MyCalls } from '../parts/my-calls.tsx'

const tabs = ['mine', 'raised'] as const

const Raised = () => {
  const t = useWords('command')
  const { when } = useTimes()
  const pages = usePages(command, 'myCallUps', { query: {} }, { isKept: true })
  return (
    <List
      {...pages}
      keyOf={(row) => row.id}
      label={t('screen.callTabs.raised')}
      empty={<Empty icon="phone" title={t('screen.noneRaised')} hint={t('screen.noneRaisedHint')} />}
    >
      {(row) => (
        <Row
          to={`/matters/${row.id}`}
          title={row.title}
          note={`${row.holderUnitName ?? t('screen.nobody')} · ${
            row.dueAt && !row.closedAt ? t('screen.overdueAt', { at: when(row.dueAt) }) : when(row.openedAt)
          }`}
          after={
            <Chip tone={row.closedAt ? 'done' : row.dueAt && dueTone(row.dueAt) === 'overdue' ? 'overdue' : 'soon'}>
              {t(`process.call-up.state.${row.state}`)}
            </Chip>
          }
        />
      )}
    </List>
  )
}

export default function CallsPage() {
  const t = useWords('command')
  const may = useMay()
  const [filters, filter] = useFilters()
  const [isCalling, setCalling] = useState(false)
  const mayRaise = may('call.raise')
  const tab = (mayRaise && tabs.find((one) => one === filters.tab)) || 'mine'
  return (
    <Page
      title={t('nav.calls')}
      back="/matters"
      action={
        mayRaise && (
          <Button tone="main" isWide icon="forward" onClick={() => setCalling(true)}>
            {t('screen.callUp')}
          </Button>
        )
      }
    >
      {mayRaise && (
        <Segments
          label={t('nav.calls')}
          value={tab}
          onChange={(value) => filter({ tab: value === 'mine' ? null : value })}
          choices={tabs.map((value) => ({ value, label: t(`screen.callTabs.${value}`) }))}
        />
      )}
      {tab === 'mine' ? <MyCalls /> : <Raised />}
      {isCalling && <CallUpSheet onClose={() => setCalling(false)} />}
    </Page>
  )
}
