/** 好差评: five levels in words; a low one asks what was missing and is answered by somebody who calls back. */
import { matters } from '@liren/matters/contract'
import { Button, Notice, Rating, Section, TextField, toast, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import type { CaseView } from '../../contract.ts'
import { staleCase } from '../parts/use-case.ts'

const reasons = ['slow', 'notSolved', 'attitude', 'noReply', 'wrongUnit', 'unclear', 'other'] as const
type Reason = (typeof reasons)[number]

const Given = ({ of }: { of: CaseView['matter']['ratings'][number] }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  return (
    <Section title={t('screen.rate.yours')}>
      <p>
        {t(`matters:score.${of.score}`)}
        {of.text && ` · ${of.text}`}
      </p>
      {of.followUp && (
        <Notice tone={of.followUp === 'done' ? 'good' : 'soon'}>{t(`screen.rate.followUp.${of.followUp}`)}</Notice>
      )}
      <p className="field-hint">{when(of.at)}</p>
    </Section>
  )
}

export const RatePart = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const { matter } = of
  const [score, setScore] = useState<number | null>(null)
  const [chosen, choose] = useState<readonly Reason[]>([])
  const [text, setText] = useState('')
  const send = useSend(matters, 'rate', { stale: staleCase, then: () => toast(t('screen.rate.thanks'), 'good') })
  const given = matter.ratings.at(-1)
  if (given) return <Given of={given} />
  const { rateUntil, lowScore } = matter.terms
  // Kept on a phone without a network, it may have been read days ago.
  const isTooLate = rateUntil !== null && Date.now() > Date.parse(rateUntil)
  if (!matter.acts.includes('rate') || isTooLate) return null
  const isLow = score !== null && score <= lowScore
  const toggle = (reason: Reason) =>
    choose(chosen.includes(reason) ? chosen.filter((one) => one !== reason) : [...chosen, reason])
  return (
    <section className="rate">
      <Rating label={t('screen.rate.title')} value={score} onChange={setScore} />
      {isLow && (
        <fieldset className="guesses">
          <legend>{t('screen.rate.why')}</legend>
          {reasons.map((reason) => (
            <button
              key={reason}
              type="button"
              className="guess"
              aria-pressed={chosen.includes(reason)}
              onClick={() => toggle(reason)}
            >
              {t(`matters:dissatisfaction.${reason}`)}
            </button>
          ))}
        </fieldset>
      )}
      {score !== null && (
        <>
          <TextField
            label={t('screen.rate.more')}
            isOptional
            rows={2}
            maxLength={2000}
            value={text}
            error={send.errors.text}
            onChange={(event) => setText(event.target.value)}
          />
          {isLow && <p className="field-hint">{t('screen.rate.lowHint')}</p>}
          <Button
            tone="main"
            isWide
            isBusy={send.isSending}
            onClick={() =>
              send.now({
                params: { id: matter.id },
                body: {
                  score,
                  ...(isLow && chosen.length > 0 ? { reasons: [...chosen] } : {}),
                  ...(text.trim() ? { text: text.trim() } : {}),
                },
              })
            }
          >
            {t('screen.rate.send')}
          </Button>
        </>
      )}
    </section>
  )
}
