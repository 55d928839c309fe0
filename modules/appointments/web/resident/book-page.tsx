/** One window: what for, which day, which time; one press books. */
import { clockOf } from '@liren/contract/day'
import {
  Button,
  Empty,
  Failed,
  keyOf,
  Notice,
  Page,
  Row,
  Section,
  SelectField,
  Skeleton,
  toast,
  useAsk,
  useFilters,
  useGo,
  useLive,
  useLook,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useEffect, useState } from 'react'
import { addDays, dayOf, topicOf } from '../../booking.ts'
import { appointments } from '../../contract.ts'

export default function BookPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const go = useGo()
  const { day: sayDay } = useTimes()
  const { locale } = useLook()
  const [filters] = useFilters()
  const [picked, setPicked] = useState<string | null>(null)
  const [first, setFirst] = useState(() => dayOf(new Date()))
  const day = picked ?? first
  const [service, setService] = useState('')
  // Pressed again after a lost answer, it is the same booking.
  const [ids] = useState(() => new Map<string, string>())
  const idOf = (wish: string) => {
    const id = ids.get(wish) ?? crypto.randomUUID()
    ids.set(wish, id)
    return id
  }
  const { data, error, refetch } = useAsk(appointments, 'slots', { params: { id: params.id }, query: { day } })
  useLive([data && topicOf(data.place.id)], [keyOf(appointments, 'slots')])
  const send = useSend(appointments, 'book', {
    then: (booking) => {
      toast(t(booking.state === 'waiting' ? 'screen.waiting' : 'screen.booked'), 'good')
      go('/appointments/mine')
    },
  })
  const place = data?.place
  const chosen = service || (place?.services[0] ?? '')
  const isEmptyDay = data !== undefined && data.items.length === 0
  const days = Array.from({ length: (place?.daysAhead ?? 0) + 1 }, (_, index) => addDays(dayOf(new Date()), index))
  // Sundays and late evenings have no times: the first day that has some is shown, until somebody picks one.
  useEffect(() => {
    const next = addDays(first, 1)
    if (picked === null && isEmptyDay && days.includes(next)) setFirst(next)
  }, [picked, isEmptyDay, first, days.length])
  return (
    <Page title={place?.name ?? t('nav.home')} back="/appointments" isLoading={!data && !error}>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={5} />}
      {place && (
        <>
          <p>{place.address}</p>
          {filters.number && <Notice>{t('screen.about', { number: filters.number })}</Notice>}
          {place.bring && <Notice>{t('screen.bring', { bring: place.bring })}</Notice>}
          <SelectField
            label={t('screen.service')}
            value={chosen}
            choices={place.services.map((value) => ({ value, label: value }))}
            onChange={(event) => setService(event.target.value)}
          />
          <SelectField
            label={t('screen.day')}
            value={day}
            choices={days.map((value) => ({ value, label: `${sayDay(value)} ${weekday(value, locale)}` }))}
            onChange={(event) => setPicked(event.target.value)}
          />
          {send.problem && <Notice tone="overdue">{send.problem.title}</Notice>}
          <Section title={t('screen.slots')}>
            {data.items.length === 0 && (
              <Empty icon="calendar" title={t('screen.noSlots')} hint={t('screen.noSlotsHint')} />
            )}
            {data.items.map((slot) => (
              <Row
                key={slot.startAt}
                title={clock(slot.startAt)}
                note={slot.left > 0 ? t('screen.left', { n: slot.left }) : t('screen.full')}
                after={
                  <Button
                    tone={slot.left > 0 ? 'plain' : 'quiet'}
                    isBusy={send.isSending}
                    onClick={() =>
                      send.now({
                        body: {
                          id: idOf(`${slot.startAt} ${chosen} ${slot.left > 0}`),
                          placeId: place.id,
                          startAt: slot.startAt,
                          service: chosen,
                          ...(slot.left > 0 ? {} : { waits: true }),
                          ...(filters.matter ? { matterId: filters.matter } : {}),
                        },
                      })
                    }
                  >
                    {t(slot.left > 0 ? 'screen.book' : 'screen.wait')}
                  </Button>
                }
              />
            ))}
          </Section>
        </>
      )}
    </Page>
  )
}

const weekday = (day: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(day))

/** Time of day in the district, whatever the phone's own zone. */
const clock = (at: string) => clockOf(Date.parse(at))
