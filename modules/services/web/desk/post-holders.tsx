/** Who was given a post: approved applicants by their number, never by name; and the days they came, month by month. */
import type { Reply, RouteOf } from '@liren/contract'
import {
  Button,
  Facts,
  Failed,
  Field,
  problemOf,
  SelectField,
  Skeleton,
  toast,
  todayOn,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { Post } from './post.ts'

type Held = Reply<RouteOf<typeof services, 'postHolders'>>

const Days = ({ of }: { of: Held['holders'][number] }) => {
  const t = useWords('services')
  const { day, list } = useTimes()
  const [month, setMonth] = useState(todayOn().slice(0, 7))
  const [days, setDays] = useState('')
  const send = useSend(services, 'attend', {
    stale: [[services, 'postHolders']],
    then: () => {
      toast(t('post.noted'), 'good')
      setDays('')
    },
  })
  return (
    <>
      <Facts
        of={[
          [of.number ?? '—', `${day(of.fromOn)} – ${day(of.untilOn)}`],
          [
            t('post.months'),
            of.months.length === 0
              ? t('post.noMonths')
              : list(of.months.map((one) => t('post.monthDays', { month: one.month, days: one.days }))),
          ],
        ]}
      />
      <div className="services-row">
        <Field label={t('post.month')} type="month" value={month} onChange={(event) => setMonth(event.target.value)} />
        <Field
          label={t('post.days')}
          type="number"
          min={0}
          max={31}
          value={days}
          error={send.errors.days}
          onChange={(event) => setDays(event.target.value)}
        />
        <Button
          disabled={days === '' || month === ''}
          isBusy={send.isSending}
          onClick={() => send.now({ params: { id: of.id }, body: { month, days: Number(days) } })}
        >
          {t('post.note')}
        </Button>
      </div>
    </>
  )
}

const Give = ({ of, candidates }: { of: Post; candidates: Held['candidates'] }) => {
  const t = useWords('services')
  const [applicationId, setApplicationId] = useState('')
  const [fromOn, setFromOn] = useState(todayOn())
  const [untilOn, setUntilOn] = useState('')
  const send = useSend(services, 'fillPost', {
    stale: [
      [services, 'postHolders'],
      [services, 'posts'],
    ],
    then: () => {
      toast(t('post.given'), 'good')
      setApplicationId('')
    },
  })
  if (of.taken >= of.places) return <p>{t('post.allTaken')}</p>
  if (candidates.length === 0) return <p>{t('post.noCandidates')}</p>
  return (
    <>
      <SelectField
        label={t('post.candidate')}
        value={applicationId}
        placeholder={t('post.choose')}
        error={send.errors.applicationId}
        choices={candidates.map((one) => ({ value: one.applicationId, label: one.number }))}
        onChange={(event) => setApplicationId(event.target.value)}
      />
      <Field label={t('post.fromOn')} type="date" value={fromOn} onChange={(event) => setFromOn(event.target.value)} />
      <Field
        label={t('post.lastOn')}
        hint={t('post.threeYears')}
        type="date"
        value={untilOn}
        error={send.errors.untilOn}
        onChange={(event) => setUntilOn(event.target.value)}
      />
      <Button
        tone="main"
        disabled={applicationId === '' || fromOn === '' || untilOn === ''}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { id: of.id }, body: { applicationId, fromOn, untilOn } })}
      >
        {t('post.give')}
      </Button>
    </>
  )
}

export const PostHolders = ({ of }: { of: Post }) => {
  const t = useWords('services')
  const { data, error, refetch } = useAsk(services, 'postHolders', { params: { id: of.id } })
  if (problemOf(error)?.status === 404) return <p>{t('post.notYours')}</p>
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={3} />
  return (
    <>
      {data.holders.length === 0 && <p>{t('post.noHolders')}</p>}
      {data.holders.map((one) => (
        <Days key={one.id} of={one} />
      ))}
      <Give of={of} candidates={data.candidates} />
    </>
  )
}
