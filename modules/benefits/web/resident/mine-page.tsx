/** 可能适合我 What I may be entitled to, why, from which data; yes, no and not now are one tap each. */
import {
  Button,
  Chip,
  Empty,
  Failed,
  Page,
  Section,
  Skeleton,
  Slot,
  Switch,
  toast,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { benefits } from '../../contract.ts'
import type { Mine } from '../../shapes.ts'
import { Why } from '../why.tsx'
import '../benefits.css'

type Answer = 'agree' | 'decline' | 'later'
const said = { agree: 'screen.agreed', decline: 'screen.declined', later: 'screen.rested' } as const
const isAnswered = ({ state }: Mine) => state !== null && ['agreed', 'visiting', 'served', 'declined'].includes(state)

const Card = ({ of }: { of: Mine }) => {
  const t = useWords('benefits')
  const { day } = useTimes()
  const send = useSend(benefits, 'answer', {
    then: (_, { body }) => toast(t(said[body.answer]), 'good'),
    stale: [[benefits, 'mine']],
  })
  const answer = (word: Answer) => send.now({ params: { id: of.rule }, body: { answer: word } })
  const isDone = isAnswered(of)
  const tone = of.state === 'served' ? 'done' : of.outcome === 'eligible' ? 'main' : 'plain'
  return (
    <li className="benefit-card">
      <h3>
        {of.title}
        <Chip tone={tone}>{isDone && of.state ? t(`state.${of.state}`) : t(`mode.${of.mode}`)}</Chip>
      </h3>
      {of.restsUntil && !isDone && <p>{t('screen.restsUntil', { day: day(of.restsUntil) })}</p>}
      <Why of={of} />
      <Slot name="benefits:policy" of={of} />
      {!isDone && (
        <div className="benefit-answers">
          <Button tone="main" isBusy={send.isSending} onClick={() => answer('agree')}>
            {t(of.outcome === 'eligible' ? 'screen.agree' : 'screen.tellMore')}
          </Button>
          <Button isBusy={send.isSending} onClick={() => answer('decline')}>
            {t('screen.decline')}
          </Button>
          <Button tone="quiet" isBusy={send.isSending} onClick={() => answer('later')}>
            {t('screen.later')}
          </Button>
        </div>
      )}
      {of.state === 'declined' && of.outcome !== 'not' && (
        <Button tone="quiet" isBusy={send.isSending} onClick={() => answer('agree')}>
          {t('screen.changeMind')}
        </Button>
      )}
      {(of.state === 'agreed' || of.state === 'visiting') && (
        <Button tone="quiet" isBusy={send.isSending} onClick={() => answer('decline')}>
          {t('screen.decline')}
        </Button>
      )}
    </li>
  )
}

const Part = ({ title, of }: { title: string; of: readonly Mine[] }) =>
  of.length === 0 ? null : (
    <Section title={title}>
      <ul className="benefit-cards">
        {of.map((one) => (
          <Card key={one.rule} of={one} />
        ))}
      </ul>
    </Section>
  )

export default function MinePage() {
  const t = useWords('benefits')
  const { data, error, refetch } = useAsk(benefits, 'mine')
  const choose = useSend(benefits, 'choose', { stale: [[benefits, 'mine']] })
  if (error)
    return (
      <Page title={t('nav.mine')}>
        <Failed error={error} again={() => void refetch()} />
      </Page>
    )
  const open = data?.items.filter((one) => !isAnswered(one)) ?? []
  return (
    <Page title={t('nav.mine')} canBeRead>
      {data ? (
        <>
          <p className="benefit-note">{t(data.isOptedOut ? 'screen.off' : 'screen.mineLead')}</p>
          {!data.isOptedOut && data.items.length === 0 && (
            <Empty icon="gift" title={t('screen.mineNone')} hint={t('screen.mineNoneHint')} />
          )}
          <Part title={t('screen.fits')} of={open.filter(({ outcome }) => outcome === 'eligible')} />
          <Part title={t('screen.perhaps')} of={open.filter(({ outcome }) => outcome === 'unknown')} />
          <Part title={t('screen.answered')} of={data.items.filter(isAnswered)} />
          <Section>
            <Switch
              label={t('screen.matching')}
              hint={t('screen.matchingOff')}
              value={!data.isOptedOut}
              disabled={choose.isSending}
              onChange={(isOn) => choose.now({ body: { isOptedOut: !isOn } })}
            />
          </Section>
        </>
      ) : (
        <Skeleton rows={6} />
      )}
    </Page>
  )
}
