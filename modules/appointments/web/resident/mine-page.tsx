/** My bookings with the code to show; cancelled in time, or explained where I could not come. */
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Facts,
  Failed,
  Notice,
  Page,
  Section,
  Sheet,
  Skeleton,
  TextField,
  toast,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { appointments, type Booking } from '../../contract.ts'

const One = ({ of, onAppeal }: { of: Booking; onAppeal: () => void }) => {
  const t = useWords('appointments')
  const { when } = useTimes()
  const cancel = useSend(appointments, 'cancel', { then: () => toast(t('screen.cancelled'), 'good') })
  return (
    <Section
      title={of.service}
      tools={<Chip tone={of.state === 'booked' ? 'main' : 'plain'}>{t(`state.${of.state}`)}</Chip>}
    >
      <Facts
        of={[
          [t('screen.time'), when(of.startAt)],
          [t('screen.address'), `${of.placeName} · ${of.address}`],
          of.matterNumber !== null && [t('screen.number'), of.matterNumber],
          of.code !== null && [t('screen.code'), <b key="code">{of.code}</b>],
        ]}
      />
      {of.bring && of.state === 'booked' && <p>{t('screen.bring', { bring: of.bring })}</p>}
      {of.appealAnswer && <p>{t('screen.appealAnswer', { text: of.appealAnswer })}</p>}
      {of.mayCancel && (
        <Button isBusy={cancel.isSending} onClick={() => cancel.now({ params: { id: of.id } })}>
          {t('screen.cancel')}
        </Button>
      )}
      {of.state === 'missed' && of.appeal === null && <Button onClick={onAppeal}>{t('screen.appeal')}</Button>}
    </Section>
  )
}

export default function MinePage() {
  const t = useWords()
  const { day } = useTimes()
  const { data, error, refetch } = useAsk(appointments, 'mine', { query: { limit: 50 } }, { isKept: true })
  const [open, setOpen] = useState<string | null>(null)
  const [text, setText] = useState('')
  const appeal = useSend(appointments, 'appeal', {
    then: () => {
      toast(t('screen.appealed'), 'good')
      setOpen(null)
      setText('')
    },
  })
  return (
    <Page title={t('nav.mine')} back="/appointments">
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data?.pausedUntil && <Notice tone="soon">{t('screen.pausedUntil', { day: day(data.pausedUntil) })}</Notice>}
      {data?.items.length === 0 && (
        <Empty
          icon="calendar"
          title={t('screen.mineEmpty')}
          action={<ButtonLink to="/appointments">{t('nav.home')}</ButtonLink>}
        />
      )}
      {data?.items.map((one) => (
        <One key={one.id} of={one} onAppeal={() => setOpen(one.id)} />
      ))}
      <Sheet
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={t('screen.appeal')}
        action={
          <Button
            tone="main"
            isWide
            disabled={text.trim().length < 4}
            isBusy={appeal.isSending}
            onClick={() => open && appeal.now({ params: { id: open }, body: { text: text.trim() } })}
          >
            {t('screen.appeal')}
          </Button>
        }
      >
        <TextField
          label={t('screen.appealText')}
          value={text}
          maxLength={300}
          onChange={(event) => setText(event.target.value)}
        />
      </Sheet>
    </Page>
  )
}
