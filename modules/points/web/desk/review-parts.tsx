/** Signs of abuse and objections: looked at by somebody who has no part in them, decided with a reason the person reads. */

import type { Static } from '@liren/contract'
import { Button, Chip, Facts, Field, TextField, toast, useSend, useTimes, useWords } from '@liren/web'
import { Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { points } from '../../contract.ts'
import type { FlagView, ObjectionView } from '../../views.ts'

type Flag = Static<typeof FlagView>
type Objection = Static<typeof ObjectionView>

const FlagForm = ({ flag, onDone }: { flag: Flag; onDone: () => void }) => {
  const t = useWords('points')
  const { list, when } = useTimes()
  const [note, setNote] = useState('')
  const send = useSend(points, 'decideFlag', {
    stale: [[points]],
    then: () => {
      toast(t('screen.saved'), 'good')
      onDone()
    },
  })
  const decide = (decision: 'clear' | 'reverse') =>
    send.now({ params: { id: flag.id }, body: { decision, note: note.trim() } })
  return (
    <div className="points-form">
      <Facts
        of={[
          [t('screen.flagKind'), t(`flag.${flag.kind}`)],
          [t('screen.flagPeople'), list(flag.people.map(({ name }) => name))],
          [t('screen.entries'), String(flag.transferIds.length)],
          [t('screen.foundAt'), when(flag.foundAt)],
          flag.note !== null && [t('screen.note'), flag.note],
        ]}
      />
      {flag.state === 'frozen' && (
        <>
          <TextField
            label={t('screen.note')}
            value={note}
            maxLength={300}
            onChange={(event) => setNote(event.target.value)}
          />
          <div className="points-buttons">
            <Button
              tone="main"
              isBusy={send.isSending}
              disabled={note.trim().length < 4}
              onClick={() => decide('clear')}
            >
              {t('screen.clear')}
            </Button>
            <Button
              tone="urgent"
              isBusy={send.isSending}
              disabled={note.trim().length < 4}
              onClick={() => decide('reverse')}
            >
              {t('screen.reverse')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

export const FlagsPart = ({ area }: { area: string }) => {
  const t = useWords('points')
  const { list, when } = useTimes()
  const [open, setOpen] = useState<Flag | null>(null)
  return (
    <>
      <ListTable
        contract={points}
        route="flags"
        input={{ query: { area } }}
        columns={[
          { key: 'kind', title: t('screen.flagKind'), cell: (row) => t(`flag.${row.kind}`) },
          {
            key: 'people',
            title: t('screen.flagPeople'),
            cell: (row) => list(row.people.map(({ name }) => name)),
          },
          { key: 'foundAt', title: t('screen.foundAt'), width: 160, cell: (row) => when(row.foundAt) },
          {
            key: 'state',
            title: t('screen.state'),
            width: 140,
            cell: (row) => (
              <Chip tone={row.state === 'frozen' ? 'soon' : 'done'}>{t(`screen.flagState.${row.state}`)}</Chip>
            ),
          },
        ]}
        onOpen={setOpen}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={t('screen.tabFlags')}>
        {open && <FlagForm key={open.id} flag={open} onDone={() => setOpen(null)} />}
      </Detail>
    </>
  )
}

const ObjectionForm = ({ of, onDone }: { of: Objection; onDone: () => void }) => {
  const t = useWords('points')
  const { when } = useTimes()
  const [note, setNote] = useState('')
  const [extra, setExtra] = useState(of.isUnpaid ? String(of.amount) : '')
  const send = useSend(points, 'decideObjection', {
    stale: [[points]],
    then: () => {
      toast(t('screen.saved'), 'good')
      onDone()
    },
  })
  const decide = (isUpheld: boolean) =>
    send.now({
      params: { id: of.id },
      body: {
        isUpheld,
        note: note.trim(),
        ...(isUpheld && of.kind !== 'deduct' && of.kind !== 'reverse' && /^[1-9]\d{0,2}$/.test(extra)
          ? { amount: Number(extra) }
          : {}),
      },
    })
  return (
    <div className="points-form">
      <Facts
        of={[
          [t('screen.person'), of.personName],
          [
            t('screen.entry'),
            `${t(of.isUnpaid ? 'screen.wasUnpaid' : `kind.${of.kind}`)} · ${of.because} · ${of.amount}`,
          ],
          [t('screen.reason'), of.reason ?? ''],
          [t('screen.foundAt'), when(of.raisedAt)],
        ]}
      />
      {of.state === 'raised' && (
        <>
          <TextField
            label={t('screen.note')}
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.target.value)}
          />
          {of.kind !== 'deduct' && (
            <Field
              label={t('screen.extra')}
              inputMode="numeric"
              value={extra}
              error={send.errors.amount}
              onChange={(event) => setExtra(event.target.value)}
            />
          )}
          <div className="points-buttons">
            <Button tone="main" isBusy={send.isSending} disabled={note.trim().length < 2} onClick={() => decide(true)}>
              {t('screen.uphold')}
            </Button>
            <Button isBusy={send.isSending} disabled={note.trim().length < 2} onClick={() => decide(false)}>
              {t('screen.reject')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

export const ObjectionsPart = () => {
  const t = useWords('points')
  const { when } = useTimes()
  const [open, setOpen] = useState<Objection | null>(null)
  return (
    <>
      <ListTable
        contract={points}
        route="objections"
        input={{ query: {} }}
        columns={[
          { key: 'number', title: t('screen.code'), width: 200, cell: (row) => row.number },
          { key: 'person', title: t('screen.person'), width: 110, cell: (row) => row.personName },
          { key: 'entry', title: t('screen.entry'), cell: (row) => `${row.because} · ${row.amount}` },
          { key: 'dueAt', title: t('screen.dueAt'), width: 160, cell: (row) => (row.dueAt ? when(row.dueAt) : '') },
          {
            key: 'state',
            title: t('screen.state'),
            width: 120,
            cell: (row) => (
              <Chip tone={row.state === 'raised' ? 'soon' : 'done'}>
                {t(`process.points-objection.state.${row.state}`)}
              </Chip>
            ),
          },
        ]}
        onOpen={setOpen}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={t('screen.tabObjections')}>
        {open && <ObjectionForm key={open.id} of={open} onDone={() => setOpen(null)} />}
      </Detail>
    </>
  )
}
