/** Daily reports (简报), the newest first; today's is written from here. */
import {
  Button,
  Chip,
  Empty,
  Field,
  Link,
  todayOn,
  useFilters,
  useGo,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { command } from '../../contract.ts'
import { useBoardArea } from './use-board.ts'
import './brief.css'

const today = () => todayOn()

export default function BriefsPage() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const { when, day } = useTimes()
  const { whole } = useBoardArea()
  const [filters, filter] = useFilters()
  const onDay = filters.day ?? today()
  const send = useSend(command, 'writeBrief', {
    stale: [[command, 'briefs']],
    then: ({ id }) => go(`/command/briefs/${id}`),
  })
  return (
    <DeskPage title={t('nav.briefs')} hint={t('screen.briefsHint')} back={{ to: '/command', label: t('nav.board') }}>
      {may('brief.write') && whole && (
        <div className="brief-start">
          <Field
            label={t('screen.briefDay')}
            type="date"
            max={today()}
            value={onDay}
            error={send.errors.onDay}
            onChange={(event) => filter({ day: event.target.value || null })}
          />
          <Button tone="main" isBusy={send.isSending} onClick={() => send.now({ body: { area: whole, onDay } })}>
            {t('screen.writeBrief')}
          </Button>
        </div>
      )}
      <ListTable
        contract={command}
        route="briefs"
        input={{ query: {} }}
        label={t('nav.briefs')}
        empty={<Empty icon="list" title={t('screen.noBriefs')} hint={t('screen.noBriefsHint')} />}
        columns={[
          {
            key: 'day',
            title: t('screen.briefDay'),
            cell: (row) => (
              <Link to={`/command/briefs/${row.id}`}>
                {t('screen.briefOf', { area: row.areaName, day: day(row.onDay) })}
              </Link>
            ),
          },
          {
            key: 'state',
            title: t('screen.stateLabel'),
            width: 120,
            cell: (row) => (
              <Chip tone={row.state === 'issued' ? 'done' : 'soon'}>{t(`screen.briefState.${row.state}`)}</Chip>
            ),
          },
          {
            key: 'by',
            title: t('screen.briefBy'),
            width: 260,
            cell: (row) => `${row.issuedByName ?? row.writtenByName} ${when(row.issuedAt ?? row.writtenAt)}`,
          },
        ]}
      />
    </DeskPage>
  )
}
