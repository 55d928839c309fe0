/** 好差评 at the end of a matter: five levels, and for the low ones what was missing. */
import { Button, Rating, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { type MatterView, matters } from '../contract.ts'

const reasons = ['slow', 'notSolved', 'attitude', 'noReply', 'wrongUnit', 'unclear', 'other'] as const

export const RateBox = ({ of }: { of: Pick<MatterView, 'id' | 'acts'> }) => {
  const t = useWords('matters')
  const [score, setScore] = useState<number | null>(null)
  const [chosen, setChosen] = useState<readonly (typeof reasons)[number][]>([])
  const [text, setText] = useState('')
  const send = useSend(matters, 'rate', { stale: [[matters]], then: () => toast(t('screen.thanks'), 'good') })
  if (!of.acts.includes('rate')) return null
  const isLow = score !== null && score <= 2
  return (
    <>
      <Rating label={t('screen.rateTitle')} value={score} onChange={setScore} />
      {isLow && (
        <fieldset>
          <legend>{t('screen.rateReasons')}</legend>
          {reasons.map((reason) => (
            <label key={reason} className="switch-row">
              {t(`dissatisfaction.${reason}`)}
              <input
                type="checkbox"
                checked={chosen.includes(reason)}
                onChange={(event) =>
                  setChosen(event.target.checked ? [...chosen, reason] : chosen.filter((one) => one !== reason))
                }
              />
            </label>
          ))}
        </fieldset>
      )}
      {score !== null && (
        <>
          <TextField
            label={t('screen.rateText')}
            isOptional
            rows={2}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button
            tone="main"
            isWide
            isBusy={send.isSending}
            onClick={() =>
              send.now({
                params: { id: of.id },
                body: {
                  score,
                  ...(isLow ? { reasons: [...chosen] } : {}),
                  ...(text.trim() ? { text: text.trim() } : {}),
                },
              })
            }
          >
            {t('act.rate')}
          </Button>
        </>
      )}
    </>
  )
}
