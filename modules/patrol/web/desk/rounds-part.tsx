/** Rounds of a day: how far each is, and whose it is next. */
import { Button, SelectField, toast, useAsk, useMay, useSend, useTimes, useWords } from '@liren/web'
import { Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { patrol, type Round } from '../../contract.ts'
import { foundOf } from '../worker/round-here.ts'
import { StopCard } from '../worker/stop-card.tsx'

const HandOn = ({ round, onDone }: { round: Round; onDone: () => void }) => {
  const t = useWords('patrol')
  const [workerId, choose] = useState('')
  const workers = useAsk(patrol, 'workers', { query: { area: round.areaCode } })
  const send = useSend(patrol, 'handOn', {
    stale: [[patrol]],
    then: () => {
      toast(t('screen.handedOn'), 'good')
      onDone()
    },
  })
  return (
    <div className="patrol-form">
      <SelectField
        label={t('screen.handOnTo')}
        placeholder={t('screen.worker')}
        value={workerId}
        error={send.errors.workerId}
        onChange={(event) => choose(event.target.value)}
        choices={(workers.data?.items ?? [])
          .filter(({ id }) => id !== round.workerId)
          .map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button
        isBusy={send.isSending}
        disabled={workerId === ''}
        onClick={() => send.now({ params: { id: round.id }, body: { workerId } })}
      >
        {t('screen.handOn')}
      </Button>
    </div>
  )
}

const stateOf = ({ startedAt, finishedAt }: Round) => (finishedAt ? 'finished' : startedAt ? 'running' : 'planned')

export const RoundsPart = ({ area }: { area: string | null }) => {
  const t = useWords('patrol')
  const { day } = useTimes()
  const may = useMay()
  const [open, setOpen] = useState<Round | null>(null)
  return (
    <>
      <ListTable
        contract={patrol}
        route="rounds"
        input={{ query: { ...(area ? { area } : {}) } }}
        columns={[
          { key: 'day', title: t('screen.day'), width: 130, cell: (row) => day(row.on) },
          { key: 'name', title: t('screen.round'), cell: (row) => row.name },
          { key: 'worker', title: t('screen.worker'), width: 110, cell: (row) => row.workerName ?? '—' },
          { key: 'state', title: t('screen.stateTitle'), width: 100, cell: (row) => t(`screen.${stateOf(row)}`) },
          {
            key: 'progress',
            title: t('screen.progress'),
            width: 120,
            cell: (row) =>
              t('screen.done', { done: row.items.filter(({ found }) => found).length, all: row.items.length }),
          },
        ]}
        onOpen={setOpen}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.name ?? ''}>
        {open && may('round.plan') && !open.finishedAt && <HandOn round={open} onDone={() => setOpen(null)} />}
        {open?.items.map((item) => {
          const here = { ...item, kept: null }
          return foundOf(here) ? (
            <StopCard key={item.id} of={here} metres={null} isNext={false} onFound={() => {}} />
          ) : (
            <article key={item.id} className="patrol-stop">
              <h3>{item.name}</h3>
              <p>{item.checks.join(' · ')}</p>
            </article>
          )
        })}
      </Detail>
    </>
  )
}
