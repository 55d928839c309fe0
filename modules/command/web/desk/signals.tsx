/** Warning signals in force, above everything else on the board; given and lifted by whoever is on duty, and a plan is one press away. */
import type { Reply, RouteOf } from '@liren/contract'
import {
  Button,
  Field,
  SelectField,
  Sheet,
  TextField,
  toast,
  useAsk,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { signalKinds, signalLevels } from '../../routes-signals.ts'
import { StartPlan } from './start-plan.tsx'
import { useBoardArea } from './use-board.ts'

type Signal = Reply<RouteOf<typeof command, 'signals'>>['items'][number]
const stale = [[command, 'signals']] as const

/** An hour from now to the half day after, as a field of the browser writes it. */
const localTime = (hours: number) => new Date(Date.now() + (hours + 8) * 3_600_000).toISOString().slice(0, 16)

const GiveSheet = ({ area, name, onClose }: { area: string; name: string; onClose: () => void }) => {
  const t = useWords('command')
  const [form, setForm] = useState({ kind: 'rain', level: 'yellow', text: '', until: localTime(6) })
  const send = useSend(command, 'giveSignal', {
    stale,
    then: () => {
      toast(t('screen.signalGiven'), 'good')
      onClose()
    },
  })
  const kind = signalKinds.find((one) => one === form.kind) ?? 'other'
  const level = signalLevels.find((one) => one === form.level) ?? 'blue'
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.signalFor', { area: name })}
      action={
        <Button
          tone="main"
          isWide
          disabled={form.text.trim().length < 2 || form.until === ''}
          isBusy={send.isSending}
          onClick={() =>
            send.now({
              body: {
                area,
                kind,
                level,
                text: form.text.trim(),
                until: new Date(`${form.until}:00+08:00`).toISOString(),
              },
            })
          }
        >
          {t('screen.giveSignal')}
        </Button>
      }
    >
      <SelectField
        label={t('screen.signalKindLabel')}
        value={kind}
        choices={signalKinds.map((value) => ({ value, label: t(`screen.signalKind.${value}`) }))}
        onChange={(event) => setForm({ ...form, kind: event.target.value })}
      />
      <SelectField
        label={t('screen.signalLevelLabel')}
        value={level}
        choices={signalLevels.map((value) => ({ value, label: t(`screen.signalLevel.${value}`) }))}
        onChange={(event) => setForm({ ...form, level: event.target.value })}
      />
      <TextField
        label={t('screen.signalText')}
        rows={3}
        maxLength={400}
        value={form.text}
        error={send.errors.text}
        onChange={(event) => setForm({ ...form, text: event.target.value })}
      />
      <Field
        label={t('screen.signalUntil')}
        type="datetime-local"
        value={form.until}
        error={send.errors.until}
        onChange={(event) => setForm({ ...form, until: event.target.value })}
      />
    </Sheet>
  )
}

const One = ({ of, onPlan }: { of: Signal; onPlan: () => void }) => {
  const t = useWords('command')
  const { when } = useTimes()
  const may = useMay()
  const end = useSend(command, 'endSignal', { stale, then: () => toast(t('screen.signalEnded'), 'good') })
  return (
    <li className={`board-signal board-signal-${of.level}`}>
      <b>
        {t(`screen.signalKind.${of.kind}`)} {t(`screen.signalLevel.${of.level}`)}
      </b>
      <span>
        {of.areaName} · {of.text}
      </span>
      <span className="board-note">{t('screen.signalTill', { until: when(of.until), by: of.givenByName })}</span>
      <span className="board-acts">
        {may('plan.start') && (
          <button type="button" onClick={onPlan}>
            {t('screen.startPlan')}
          </button>
        )}
        {of.mayEnd && (
          <button type="button" disabled={end.isSending} onClick={() => end.now({ params: { id: of.id }, body: {} })}>
            {t('screen.endSignal')}
          </button>
        )}
      </span>
    </li>
  )
}

export const Signals = () => {
  const t = useWords('command')
  const { area } = useBoardArea()
  const asked = useAsk(command, 'signals', { query: area ? { area } : {} })
  const [planFor, setPlanFor] = useState<Signal | null>(null)
  const items = asked.data?.items ?? []
  if (items.length === 0) return null
  return (
    <>
      <ul className="board-signals" aria-label={t('screen.signals')}>
        {items.map((one) => (
          <One key={one.id} of={one} onPlan={() => setPlanFor(one)} />
        ))}
      </ul>
      {planFor && (
        <StartPlan
          about={{
            area: planFor.areaCode,
            name: planFor.areaName,
            because: t('web:says', {
              what: `${t(`screen.signalKind.${planFor.kind}`)} ${t(`screen.signalLevel.${planFor.level}`)}`,
              text: planFor.text,
            }),
          }}
          onClose={() => setPlanFor(null)}
        />
      )}
    </>
  )
}

/** The button beside the board's title. */
export const GiveSignal = () => {
  const t = useWords('command')
  const may = useMay()
  const { whole, name } = useBoardArea()
  const [isGiving, setGiving] = useState(false)
  if (!may('signal.give') || !whole) return null
  return (
    <>
      <Button icon="warning" onClick={() => setGiving(true)}>
        {t('screen.giveSignal')}
      </Button>
      {isGiving && <GiveSheet area={whole.slice(0, 12)} name={name} onClose={() => setGiving(false)} />}
    </>
  )
}
