/** 回访: reached? solved? how content? Three questions and a word, after the reply. */
import { matters } from '@liren/matters/contract'
import { SelectField, Switch, TextField, useSend } from '@liren/web'
import { type CaseView, cases } from '../../contract.ts'
import { useActState, useActText } from './act-draft.tsx'
import { useCaseWords } from './case-words.ts'
import { Foot } from './form-parts.tsx'

const channels = ['phone', 'visit', 'wechat', 'sms'] as const
const scores = [5, 4, 3, 2, 1] as const

export default function FollowUpForm({
  of,
  onDone,
  onCancel,
}: {
  of: CaseView
  onDone: () => void
  onCancel: () => void
}) {
  const { t } = useCaseWords()
  const [channel, setChannel] = useActState<(typeof channels)[number]>('channel', 'phone')
  const [isReached, setReached] = useActState('isReached', true)
  const [wasContacted, setContacted] = useActState('wasContacted', true)
  const [isSolved, setSolved] = useActState('isSolved', true)
  const [satisfaction, setSatisfaction] = useActState<(typeof scores)[number] | null>('satisfaction', null)
  const [note, setNote] = useActText()
  const send = useSend(matters, 'followUp', { stale: [[cases], [matters]], then: onDone })
  return (
    <>
      <SelectField
        label={t('matters:screen.channel')}
        value={channel}
        choices={channels.map((value) => ({ value, label: t(`matters:channel.${value}`) }))}
        onChange={(event) => setChannel(channels.find((one) => one === event.target.value) ?? 'phone')}
      />
      <Switch label={t('matters:screen.isReached')} value={isReached} onChange={setReached} />
      {isReached && (
        <>
          <Switch label={t('matters:screen.wasContacted')} value={wasContacted} onChange={setContacted} />
          <Switch label={t('matters:screen.isSolved')} value={isSolved} onChange={setSolved} />
          <SelectField
            label={t('matters:screen.satisfaction')}
            placeholder={t('matters:screen.required')}
            value={satisfaction === null ? '' : String(satisfaction)}
            choices={scores.map((value) => ({ value: String(value), label: t(`matters:score.${value}`) }))}
            error={send.errors.satisfaction}
            onChange={(event) => setSatisfaction(scores.find((one) => String(one) === event.target.value) ?? null)}
          />
        </>
      )}
      <TextField
        label={t('matters:screen.note')}
        isOptional
        rows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Foot
        verb={t('matters:act.followUp')}
        isBusy={send.isSending}
        isReady={!isReached || satisfaction !== null}
        onGo={() =>
          send.now({
            params: { id: of.matter.id },
            body: {
              channel,
              isReached,
              ...(isReached && satisfaction !== null ? { wasContacted, isSolved, satisfaction } : {}),
              ...(note.trim() ? { note: note.trim() } : {}),
            },
          })
        }
        onCancel={onCancel}
      />
    </>
  )
}
