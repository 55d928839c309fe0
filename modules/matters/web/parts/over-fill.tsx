/** A unit that has had its fill this week: who may say so gives the reason at once, everybody else asks the leader for it. */
import { Button, Field, Notice, toast, useAsk, useMay, useSend, useWords } from '@liren/web'
import { matters } from '../../contract.ts'

type Of = {
  /** Null where nothing is there yet to be asked about, as with an errand that is being written. */
  readonly matterId: string | null
  readonly unitId: string | null
  readonly value: string
  /** What the server said of it when it was given; it is asked before, too. */
  readonly error?: string | undefined
  readonly onChange: (despiteLoad: string) => void
  readonly onAsked: () => void
}

export const OverFill = ({ matterId, unitId, value, error, onChange, onAsked }: Of) => {
  const t = useWords('matters')
  const mayExceed = useMay()('load.exceed')
  const ask = useSend(matters, 'ask', {
    stale: [[matters]],
    then: () => {
      toast(t('screen.leaderAsked'), 'good')
      onAsked()
    },
  })
  const fill = useAsk(matters, 'fill', { params: { id: unitId ?? '' } }, { enabled: unitId !== null, staleSeconds: 60 })
  const isFull = fill.data?.isFull ?? false
  if (error === undefined && value === '' && !isFull) return null
  return (
    <>
      {fill.data && isFull && (
        <Notice tone="soon">{t('screen.unitFull', { week: fill.data.week, limit: fill.data.limit })}</Notice>
      )}
      <Field
        label={t('screen.despiteLoad')}
        maxLength={200}
        value={value}
        error={mayExceed && value !== '' ? undefined : error}
        onChange={(event) => onChange(event.target.value)}
      />
      {!mayExceed && matterId !== null && unitId !== null && (
        <p className="button-row">
          <Button
            disabled={value.trim() === ''}
            isBusy={ask.isSending}
            onClick={() =>
              ask.now({ params: { id: matterId }, body: { kind: 'overload', unitId, reason: value.trim() } })
            }
          >
            {t('screen.askLeader')}
          </Button>
        </p>
      )}
    </>
  )
}
