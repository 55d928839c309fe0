/** 差异 What comparisons found, row by row: sent again, or cleared up with the other side by a person who says how. */
import {
  Button,
  Chip,
  Empty,
  Link,
  Sheet,
  TextField,
  toast,
  useFilters,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { connectors } from '../../contract.ts'

const stale = [[connectors]] as const

const Settle = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const t = useWords('connectors')
  const [note, setNote] = useState('')
  const send = useSend(connectors, 'settle', {
    stale,
    then: () => {
      toast(t('screen.settled'), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.settle')}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={note.trim().length < 2}
          onClick={() => send.now({ params: { id }, body: { note: note.trim() } })}
        >
          {t('screen.settle')}
        </Button>
      }
    >
      <TextField
        label={t('screen.settleHow')}
        rows={3}
        maxLength={400}
        value={note}
        error={send.errors.note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Sheet>
  )
}

export default function DifferencesPage() {
  const t = useWords('connectors')
  const { day, when } = useTimes()
  const mayRepeat = useMay()('exchange.repeat')
  const [filters] = useFilters()
  const [settling, setSettling] = useState<string | null>(null)
  const repeat = useSend(connectors, 'repeat', { stale, then: () => toast(t('screen.repeated'), 'good') })
  const ask = useSend(connectors, 'askAgain', { stale, then: () => toast(t('screen.asked'), 'good') })
  const isOpen = filters.isOpen !== 'no'
  return (
    <DeskPage
      title={t('nav.differences')}
      hint={t('screen.differencesHint')}
      back={{ to: '/connectors/comparisons', label: t('nav.comparisons') }}
    >
      <ListTable
        contract={connectors}
        route="differences"
        input={{ query: { isOpen, ...(filters.peer ? { peer: filters.peer } : {}) } }}
        filters={[
          {
            name: 'isOpen',
            label: t('screen.stands'),
            choices: [
              { value: 'yes', label: t('screen.stillOpen') },
              { value: 'no', label: t('screen.clearedUp') },
            ],
          },
        ]}
        empty={<Empty icon="check" title={t('screen.differencesNone')} hint={t('screen.differencesNoneHint')} />}
        columns={[
          { key: 'on', title: t('screen.day'), width: 130, cell: (row) => day(row.on) },
          { key: 'peer', title: t('screen.peer'), cell: (row) => row.peerName },
          {
            key: 'kind',
            title: t('screen.difference'),
            cell: (row) => <Chip tone={row.resolvedAt ? 'plain' : 'overdue'}>{t(`difference.${row.kind}`)}</Chip>,
          },
          {
            key: 'ref',
            title: t('screen.ref'),
            cell: (row) =>
              row.matterId ? <Link to={`/cases/${row.matterId}`}>{row.number ?? row.foreignId}</Link> : row.foreignId,
          },
          { key: 'foundAt', title: t('screen.foundAt'), width: 160, cell: (row) => when(row.foundAt) },
          {
            key: 'how',
            title: t('screen.howSettled'),
            cell: (row) =>
              row.how === null
                ? '—'
                : [t(`how.${row.how}`), row.resolvedBy ?? '', row.note ?? ''].filter(Boolean).join(' · '),
          },
          {
            key: 'acts',
            title: t('desk:acts'),
            width: 190,
            cell: (row) =>
              mayRepeat && row.resolvedAt === null ? (
                <span className="button-row">
                  {row.kind === 'missingHere' && (
                    <Button isBusy={ask.isSending} onClick={() => ask.now({ params: { id: row.id }, body: {} })}>
                      {t('screen.askAgain')}
                    </Button>
                  )}
                  {row.kind === 'missingThere' && row.messageId && (
                    <Button
                      isBusy={repeat.isSending}
                      onClick={() => repeat.now({ params: { id: row.messageId ?? '' }, body: {} })}
                    >
                      {t('screen.repeat')}
                    </Button>
                  )}
                  <Button tone="quiet" onClick={() => setSettling(row.id)}>
                    {t('screen.settle')}
                  </Button>
                </span>
              ) : null,
          },
        ]}
      />
      {settling && <Settle id={settling} onClose={() => setSettling(null)} />}
    </DeskPage>
  )
}
