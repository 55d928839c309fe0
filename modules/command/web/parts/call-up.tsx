/** A call upwards (向上呼叫): what is needed and from whom; written without a network too, and sent as soon as there is one. */
import {
  Button,
  Field,
  online,
  SelectField,
  Sheet,
  sendSoon,
  TextField,
  toast,
  toastProblem,
  useAsk,
  useOwnArea,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import type { KeptCallUp } from '../send-call-up.ts'
import { UnitChoice } from './unit-choice.tsx'

const other = 'other'

export const CallUpSheet = ({ about, onClose }: { about?: { id: string; title: string }; onClose: () => void }) => {
  const t = useWords('command')
  const { code } = useOwnArea()
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [days, setDays] = useState('2')
  const [chosen, setChosen] = useState('')
  const [found, setFound] = useState('')
  const [isBusy, setBusy] = useState(false)
  const area = (code ?? '').slice(0, 12).padEnd(12, '0')
  // What stands above is read ahead and kept: a call is made in a cellar too.
  const asked = useAsk(command, 'callTargets', { query: { area } }, { enabled: code !== null, isKept: true })
  const targets = asked.data?.items ?? []
  const usual = chosen === '' ? (targets[0]?.id ?? other) : chosen
  const unitId = usual === other ? found : usual
  const workDays = Number(days)
  const isReady =
    title.trim().length >= 2 && text.trim().length >= 2 && unitId !== '' && workDays >= 1 && workDays <= 60
  const send = async () => {
    setBusy(true)
    try {
      const kept: KeptCallUp = {
        title: title.trim(),
        text: text.trim(),
        unitId,
        workDays,
        ...(about ? { caseId: about.id } : { area }),
      }
      await sendSoon('command.callUp', `${t('screen.callUp')} · ${title.trim()}`.slice(0, 60), kept, {
        lane: about?.id ?? null,
        at: '/command/calls?tab=raised',
      })
      toast(t(online.get() ? 'screen.callRaised' : 'screen.callKept'), 'good')
      onClose()
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.callUp')}
      action={
        <Button tone="main" isWide disabled={!isReady} isBusy={isBusy} onClick={() => void send()}>
          {t('screen.callUpNow')}
        </Button>
      }
    >
      <p>{about ? t('screen.callUpAbout', { title: about.title }) : t('screen.callUpHint')}</p>
      <Field
        label={t('screen.callUpTitle')}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextField
        label={t('screen.callUpText')}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {targets.length > 0 && (
        <SelectField
          label={t('screen.toUnit')}
          value={usual}
          choices={[
            ...targets.map((unit) => ({ value: unit.id, label: unit.name })),
            { value: other, label: t('screen.otherUnit') },
          ]}
          onChange={(event) => setChosen(event.target.value)}
        />
      )}
      {usual === other && <UnitChoice value={found} onChoose={(unit) => setFound(unit?.id ?? '')} />}
      <Field
        label={t('screen.workDays')}
        type="number"
        inputMode="numeric"
        min={1}
        max={60}
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
    </Sheet>
  )
}
