/** Windows with their hours and quotas; what is booked already stays. */
import { Button, Field, Switch, TextField, toast, useFilters, useSend, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { appointments, type Place } from '../../contract.ts'
import { hoursFrom, hoursText } from '../hours.ts'

const Keep = ({ of, onDone }: { of: Place; onDone: () => void }) => {
  const t = useWords('appointments')
  const [hours, setHours] = useState(hoursText(of.openings))
  const [quota, setQuota] = useState(String(of.quota))
  const [minutes, setMinutes] = useState(String(of.slotMinutes))
  const [ahead, setAhead] = useState(String(of.daysAhead))
  const [isOpen, setOpen] = useState(of.isOpen)
  const send = useSend(appointments, 'keepPlace', {
    then: () => {
      toast(t('screen.saved'), 'good')
      onDone()
    },
  })
  const openings = hoursFrom(hours)
  const { name, kind, address, services, bring, closedDays } = of
  return (
    <>
      <TextField
        label={t('screen.hours')}
        hint={t('screen.hoursHint')}
        error={openings === null ? t('refusal.hours-wrong') : send.errors.openings}
        value={hours}
        onChange={(event) => setHours(event.target.value)}
      />
      <Field
        label={t('screen.quota')}
        type="number"
        min={1}
        max={200}
        value={quota}
        error={send.errors.quota}
        onChange={(event) => setQuota(event.target.value)}
      />
      <Field
        label={t('screen.slotMinutes')}
        type="number"
        min={5}
        max={240}
        value={minutes}
        error={send.errors.slotMinutes}
        onChange={(event) => setMinutes(event.target.value)}
      />
      <Field
        label={t('screen.daysAhead')}
        type="number"
        min={0}
        max={60}
        value={ahead}
        error={send.errors.daysAhead}
        onChange={(event) => setAhead(event.target.value)}
      />
      <Switch label={t('screen.isOpen')} value={isOpen} onChange={setOpen} />
      <Button
        tone="main"
        isBusy={send.isSending}
        disabled={openings === null}
        onClick={() =>
          openings &&
          send.now({
            params: { id: of.id },
            body: {
              ...{ name, kind, address, services, bring, closedDays, openings, isOpen },
              area: of.areaCode,
              quota: Number(quota),
              slotMinutes: Number(minutes),
              daysAhead: Number(ahead),
            },
          })
        }
      >
        {t('screen.save')}
      </Button>
    </>
  )
}

export default function PlacesPage() {
  const t = useWords()
  const { list } = useTimes()
  const [, filter] = useFilters()
  const [open, setOpen] = useState<Place | null>(null)
  return (
    <DeskPage title={t('nav.desk')} hint={t('screen.deskHint')}>
      <ListTable
        contract={appointments}
        route="places"
        input={{ query: {} }}
        columns={[
          { key: 'name', title: t('screen.name'), cell: (row) => row.name },
          { key: 'services', title: t('screen.services'), cell: (row) => list(row.services) },
          { key: 'quota', title: t('screen.quota'), width: 110, isNumber: true, cell: (row) => row.quota },
          {
            key: 'minutes',
            title: t('screen.slotMinutes'),
            width: 110,
            isNumber: true,
            cell: (row) => row.slotMinutes,
          },
          {
            key: 'open',
            title: t('screen.isOpen'),
            width: 100,
            cell: (row) => t(row.isOpen ? 'screen.yes' : 'screen.no'),
          },
        ]}
        onOpen={(row) => {
          setOpen(row)
          filter({ open: row.id })
        }}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.name ?? ''}>
        {open && <Keep key={open.id} of={open} onDone={() => setOpen(null)} />}
      </Detail>
    </DeskPage>
  )
}
