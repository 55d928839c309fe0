/** What a case or campaign took: hours and money as whoever did it records them, and what they come to. */
import { dayOf } from '@liren/contract/day'
import { Button, Field, Section, Sheet, toast, useAsk, useMay, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import type { EffortKind } from '../../effort.ts'
import { AmountField } from './amount-field.tsx'
import '../desk/steer.css'

type Of =
  | { readonly kind: 'case' | 'campaign'; readonly id: string }
  | { readonly kind: 'service'; readonly area: string }

/** `minutes` of hours written like 1.5; nothing where it is no number. */
const minutesOf = (hours: string) => (Number(hours) > 0 ? Math.round(Number(hours) * 60) : 0)
const fenOf = (yuan: string) => (Number(yuan) > 0 ? Math.round(Number(yuan) * 100) : 0)

export const EffortSheet = ({ of, rate, onClose }: { of: Of; rate?: number | undefined; onClose: () => void }) => {
  const t = useWords('command')
  const { number } = useTimes()
  const [hours, setHours] = useState('')
  const [yuan, setYuan] = useState('')
  const [name, setName] = useState('')
  const [served, setServed] = useState('1')
  const [on, setOn] = useState(dayOf(Date.now()))
  const [note, setNote] = useState('')
  const send = useSend(command, 'recordEffort', {
    then: ({ cost }) => {
      toast(t('screen.effortKept', { value: number(cost / 100) }), 'good')
      onClose()
    },
  })
  const isService = of.kind === 'service'
  const isReady =
    minutesOf(hours) + fenOf(yuan) > 0 && on !== '' && (!isService || (name.trim().length >= 2 && Number(served) >= 1))
  const whose = isService ? { ...of, name: name.trim(), served: Math.round(Number(served)) } : of
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.recordEffort')}
      action={
        <Button
          tone="main"
          isWide
          disabled={!isReady}
          isBusy={send.isSending}
          onClick={() =>
            send.now({ body: { of: whose, minutes: minutesOf(hours), fen: fenOf(yuan), on, note: note.trim() } })
          }
        >
          {t('screen.recordEffort')}
        </Button>
      }
    >
      <p>{t(rate === undefined ? 'screen.effortHint' : 'screen.effortRate', { value: number((rate ?? 0) / 100) })}</p>
      {isService && (
        <>
          <Field
            label={t('screen.serviceName')}
            maxLength={60}
            value={name}
            error={send.errors.name}
            onChange={(event) => setName(event.target.value)}
          />
          <Field
            label={t('screen.servedTimes')}
            type="number"
            inputMode="numeric"
            min={1}
            value={served}
            error={send.errors.served}
            onChange={(event) => setServed(event.target.value)}
          />
        </>
      )}
      <AmountField
        label={t('screen.effortHours')}
        step="0.25"
        value={hours}
        error={send.errors.minutes}
        onChange={setHours}
      />
      <AmountField label={t('screen.effortYuan')} value={yuan} error={send.errors.fen} onChange={setYuan} />
      <Field
        label={t('screen.effortOn')}
        type="date"
        value={on}
        error={send.errors.on}
        onChange={(event) => setOn(event.target.value)}
      />
      <Field
        label={t('screen.effortNote')}
        maxLength={200}
        value={note}
        error={send.errors.note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Sheet>
  )
}

/** The sum so far with its records, and the door to one more; nothing for whoever may not. */
export default function EffortPart({
  of,
}: {
  of: { readonly kind: Exclude<EffortKind, 'service'>; readonly id: string }
}) {
  const t = useWords('command')
  const may = useMay()
  const { number, day } = useTimes()
  const [isOpen, setOpen] = useState(false)
  const { data } = useAsk(command, 'effortsOf', { params: of, query: {} }, { enabled: may('effort.record') })
  if (!data?.mayRecord) return null
  const yuan = (fen: number) => t('screen.yuan', { value: number(Math.round(fen) / 100) })
  return (
    <Section title={t('screen.effort')}>
      {data.items.length > 0 && (
        <>
          <p>{t('screen.effortSum', { hours: number(Math.round(data.minutes / 6) / 10), cost: yuan(data.cost) })}</p>
          <ul className="steer-orders">
            {data.items.map((row) => (
              <li key={row.id}>
                <span>{yuan(row.cost)}</span>
                <span className="steer-note">
                  {day(row.on)} · {row.byName}
                  {row.minutes > 0 && ` · ${t('screen.hoursOf', { hours: number(Math.round(row.minutes / 6) / 10) })}`}
                  {row.note !== '' && ` · ${row.note}`}
                </span>
              </li>
            ))}
          </ul>
          {data.next && <p className="steer-note">{t('screen.effortMore')}</p>}
        </>
      )}
      <p className="button-row">
        <Button onClick={() => setOpen(true)}>{t('screen.recordEffort')}</Button>
      </p>
      {isOpen && <EffortSheet of={of} rate={data.fenPerHour} onClose={() => setOpen(false)} />}
    </Section>
  )
}
