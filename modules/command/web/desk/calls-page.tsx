/** Calls at the desk: those that wait for my answer, and all ladders in sight with what can be done about each. */
import { Chip, Empty, Link, Segments, useFilters, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { command } from '../../contract.ts'
import { MyCalls } from '../parts/my-calls.tsx'
import { ByPhone, EndCalling } from '../parts/summons-acts.tsx'
import { useBoardArea, useBoardLive } from './use-board.ts'
import './board.css'
import './plan.css'

const tabs = ['mine', 'all'] as const
const states = ['open', 'answered', 'exhausted', 'ended'] as const
const tones = { open: 'soon', answered: 'main', exhausted: 'overdue', ended: 'done' } as const

const All = () => {
  const t = useWords('command')
  const { when } = useTimes()
  const { area } = useBoardArea()
  const [filters] = useFilters()
  useBoardLive()
  const state = states.find((one) => one === filters.state)
  return (
    <ListTable
      contract={command}
      route="summonses"
      input={{ query: { ...(area ? { area } : {}), ...(state ? { state } : {}) } }}
      label={t('screen.calling')}
      empty={<Empty icon="phone" title={t('screen.nobodyCalled')} hint={t('screen.nobodyCalledHint')} />}
      filters={[
        {
          name: 'state',
          label: t('screen.alertState'),
          choices: states.map((value) => ({ value, label: t(`screen.summons.${value}`) })),
        },
      ]}
      columns={[
        {
          key: 'case',
          title: t('screen.case'),
          cell: (row) => (
            <>
              <Link to={`/matters/${row.caseId}`}>{row.title}</Link>
              <small className="plan-note">{row.because}</small>
            </>
          ),
        },
        {
          key: 'state',
          title: t('screen.alertState'),
          width: 110,
          cell: (row) => <Chip tone={tones[row.state]}>{t(`screen.summons.${row.state}`)}</Chip>,
        },
        {
          key: 'started',
          title: t('screen.startedLabel'),
          width: 160,
          cell: (row) => (
            <>
              {when(row.startedAt)}
              <small className="plan-note">{row.startedByName}</small>
            </>
          ),
        },
        {
          key: 'calls',
          title: t('screen.whoIsCalled'),
          width: 320,
          cell: (row) => (
            <ul className="board-lost">
              {row.calls.map((call) => (
                <li key={call.id}>
                  {t(`screen.rung.${call.rung}`)} {call.name}{' '}
                  <small className="board-note">
                    {call.answer && call.answeredAt
                      ? t(`screen.answeredAs.${call.answer}`, { at: when(call.answeredAt) })
                      : row.state === 'open'
                        ? t('screen.waitsUntil', { at: when(call.dueAt) })
                        : t('screen.noAnswer')}
                  </small>
                  <ByPhone of={row} call={call} />
                </li>
              ))}
            </ul>
          ),
        },
        { key: 'acts', title: t('screen.acts'), width: 150, cell: (row) => <EndCalling of={row} /> },
      ]}
    />
  )
}

export default function CallsPage() {
  const t = useWords('command')
  const [filters, filter] = useFilters()
  const tab = tabs.find((one) => one === filters.tab) ?? 'mine'
  return (
    <DeskPage title={t('nav.callsDesk')} hint={t('screen.callsHint')} back={{ to: '/command', label: t('nav.board') }}>
      <Segments
        label={t('nav.callsDesk')}
        value={tab}
        onChange={(value) => filter({ tab: value === 'mine' ? null : value })}
        choices={tabs.map((value) => ({ value, label: t(`screen.callTabs.${value}`) }))}
      />
      {tab === 'mine' ? <MyCalls /> : <All />}
    </DeskPage>
  )
}
