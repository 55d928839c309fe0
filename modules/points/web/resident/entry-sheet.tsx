/** One entry with where it came from, and the way to object to it. */
import { Button, ButtonLink, Facts, Notice, Sheet, TextField, toast, useSend, useTimes, useWords } from '@liren/web'
import { type ReactNode, useState } from 'react'
import { points } from '../../contract.ts'
import type { EntryView, Unpaid } from '../../views.ts'

type Objecting = {
  readonly reason: string
  readonly error: string | undefined
  /** The last day on which it may be objected to. */
  readonly until: string
  readonly onReason: (reason: string) => void
}

const Objection = ({ reason, error, until, onReason }: Objecting) => {
  const t = useWords('points')
  const { day } = useTimes()
  return (
    <>
      <TextField
        label={t('screen.objectTitle')}
        hint={t('screen.objectHint')}
        maxLength={500}
        value={reason}
        error={error}
        onChange={(event) => onReason(event.target.value)}
      />
      <p className="points-quiet">{t('screen.objectUntil', { day: day(until) })}</p>
    </>
  )
}

type Objector = {
  readonly reason: string
  readonly isBusy: boolean
  readonly onSend: (words: string) => void
  readonly children: ReactNode
}

const ObjectButton = ({ reason, isBusy, onSend, children }: Objector) => (
  <Button isWide isBusy={isBusy} disabled={reason.trim().length < 4} onClick={() => onSend(reason.trim())}>
    {children}
  </Button>
)

export const EntrySheet = ({ entry, onClose }: { entry: EntryView | null; onClose: () => void }) => {
  const t = useWords('points')
  const { when } = useTimes()
  const [reason, setReason] = useState('')
  const send = useSend(points, 'object', {
    stale: [[points]],
    then: ({ number }) => {
      toast(t('screen.sent', { number }), 'good')
      setReason('')
      onClose()
    },
  })
  const mayObject = entry?.mayObjectUntil ?? null
  return (
    <Sheet
      isOpen={entry !== null}
      onClose={onClose}
      title={entry?.because ?? ''}
      action={
        entry && mayObject ? (
          <ObjectButton
            reason={reason}
            isBusy={send.isSending}
            onSend={(words) => send.now({ params: { id: entry.transferId }, body: { reason: words } })}
          >
            {t('screen.object')}
          </ObjectButton>
        ) : undefined
      }
    >
      {entry && (
        <div className="points-form">
          <Facts
            of={[
              [t(`kind.${entry.kind}`), `${entry.change > 0 ? '+' : ''}${entry.change} ${t(`unit.${entry.unit}`)}`],
              [t('screen.day'), when(entry.at)],
              entry.ruleCode !== null && [t('nav.rules'), t('screen.ruleVersion', { version: entry.ruleVersion ?? 1 })],
              entry.validOn !== null && [t('screen.free'), t('screen.validOn', { day: entry.validOn })],
              entry.byName !== null && [t('screen.byLabel'), entry.byName],
            ]}
          />
          {entry.link && <ButtonLink to={entry.link}>{t('screen.seeIt')}</ButtonLink>}
          {entry.isReversed && <Notice>{t('screen.reversed')}</Notice>}
          {entry.objectionId && <Notice tone="soon">{t('screen.objected')}</Notice>}
          {mayObject && <Objection reason={reason} error={send.errors.reason} until={mayObject} onReason={setReason} />}
        </div>
      )}
    </Sheet>
  )
}

/** What was not paid: why, what it was for, and the way to object. */
export const UnpaidSheet = ({ of, onClose }: { of: Unpaid | null; onClose: () => void }) => {
  const t = useWords('points')
  const { when } = useTimes()
  const [reason, setReason] = useState('')
  const send = useSend(points, 'objectUnpaid', {
    stale: [[points]],
    then: ({ number }) => {
      toast(t('screen.sent', { number }), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen={of !== null}
      onClose={onClose}
      title={of?.because ?? t('screen.wasUnpaid')}
      action={
        of?.mayObjectUntil ? (
          <ObjectButton
            reason={reason}
            isBusy={send.isSending}
            onSend={(words) => send.now({ params: { id: of.id }, body: { reason: words } })}
          >
            {t('screen.objectUnpaid')}
          </ObjectButton>
        ) : undefined
      }
    >
      {of && (
        <div className="points-form">
          <Facts
            of={[
              [t('screen.wasUnpaid'), t(`why.${of.why}`)],
              [t('screen.amount'), of.amount],
              [t('screen.day'), when(of.at)],
            ]}
          />
          {of.link && <ButtonLink to={of.link}>{t('screen.seeIt')}</ButtonLink>}
          {of.objectionId && <Notice tone="soon">{t('screen.objected')}</Notice>}
          {of.mayObjectUntil && (
            <Objection reason={reason} error={send.errors.reason} until={of.mayObjectUntil} onReason={setReason} />
          )}
        </div>
      )}
    </Sheet>
  )
}
