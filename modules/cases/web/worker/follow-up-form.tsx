/** 回访 from the phone: reached? solved? how content? Asked by somebody who did not do the work. */
import { matters } from '@liren/matters/contract'
import { Button, Sheet, useSend, useWords } from '@liren/web'
import { cases } from '../../contract.ts'
import { Choices, type FormProps, Said, useCaseDraft } from './case-form.tsx'

const channels = ['phone', 'visit', 'wechat', 'sms'] as const
const scores = ['5', '4', '3', '2', '1'] as const
type Answer = 'yes' | 'no'
type Draft = {
  readonly channel: (typeof channels)[number]
  readonly reached: Answer | null
  readonly contacted?: Answer | null
  readonly solved: Answer | null
  readonly score: (typeof scores)[number] | null
  readonly note: string
}
const empty: Draft = { channel: 'phone', reached: null, solved: null, score: null, note: '' }

export const FollowUpForm = ({ of, onClose }: FormProps) => {
  const t = useWords('cases')
  const draft = useCaseDraft<Draft>(of, 'followUp', empty)
  const { channel, reached, contacted = null, solved, score, note } = draft.value
  const send = useSend(matters, 'followUp', {
    stale: [[cases], [matters]],
    then: () => {
      void draft.forget()
      onClose()
    },
  })
  const isReached = reached === 'yes'
  const isReady = reached === 'no' || (isReached && contacted !== null && solved !== null && score !== null)
  const yesNo = [
    { value: 'yes' as const, label: t('screen.worker.yes') },
    { value: 'no' as const, label: t('screen.worker.no') },
  ]
  const go = () =>
    send.now({
      params: { id: of.matter.id },
      body: {
        channel,
        isReached,
        ...(isReached && score !== null
          ? { wasContacted: contacted === 'yes', isSolved: solved === 'yes', satisfaction: Number(score) }
          : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
      },
    })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('matters:act.followUp')}
      action={
        <div className="form-action">
          {!isReady && (
            <p className="form-missing" role="status">
              {t('screen.worker.missing.answers')}
            </p>
          )}
          <Button tone="main" isWide isBusy={send.isSending} disabled={!isReady} onClick={go}>
            {t('matters:act.followUp')}
          </Button>
        </div>
      }
    >
      <Choices
        label={t('matters:screen.channel')}
        value={channel}
        choices={channels.map((value) => ({ value, label: t(`matters:channel.${value}`) }))}
        onChange={(next) => draft.change({ channel: next })}
      />
      <Choices
        label={t('matters:screen.isReached')}
        value={reached}
        choices={yesNo}
        onChange={(next) => draft.change({ reached: next })}
      />
      {isReached && (
        <>
          <Choices
            label={t('matters:screen.wasContacted')}
            value={contacted}
            choices={yesNo}
            onChange={(next) => draft.change({ contacted: next })}
          />
          <Choices
            label={t('matters:screen.isSolved')}
            value={solved}
            choices={yesNo}
            onChange={(next) => draft.change({ solved: next })}
          />
          <Choices
            label={t('matters:screen.satisfaction')}
            value={score}
            choices={scores.map((value) => ({ value, label: t(`matters:score.${value}`) }))}
            onChange={(next) => draft.change({ score: next })}
          />
        </>
      )}
      <Said
        label={t('matters:screen.note')}
        isOptional
        value={note}
        phrases={[]}
        onChange={(next) => draft.change({ note: next })}
      />
    </Sheet>
  )
}
