/** 好差评: five levels, and for the low ones what was missing; used with an account and with a query code alike. */
import { Button, Rating, TextField, useWords } from '@liren/web'
import { useState } from 'react'

const reasons = ['slow', 'notSolved', 'attitude', 'noReply', 'wrongUnit', 'unclear', 'other'] as const
type Reason = (typeof reasons)[number]
export type Rated = { readonly score: number; readonly reasons?: Reason[]; readonly text?: string }

type Props = {
  isBusy: boolean
  /** Up to this score somebody calls back, and asks what was missing. */
  lowScore: number
  onRate: (rated: Rated) => void
}

export const RateForm = ({ isBusy, lowScore, onRate }: Props) => {
  const t = useWords('matters')
  const [score, setScore] = useState<number | null>(null)
  const [chosen, setChosen] = useState<readonly Reason[]>([])
  const [text, setText] = useState('')
  const isLow = score !== null && score <= lowScore
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
            isBusy={isBusy}
            onClick={() =>
              onRate({
                score,
                ...(isLow ? { reasons: [...chosen] } : {}),
                ...(text.trim() ? { text: text.trim() } : {}),
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
