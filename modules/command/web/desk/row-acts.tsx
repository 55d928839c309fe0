/** What can be done with a case from any row: send it to a unit (`row:acts`, by its own module) and urge; behind “more” the rarer acts, so that a list stays calm. */
import { matters } from '@liren/matters/contract'
import { Button, Segments, Sheet, Slot, TextField, toast, useGo, useMay, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { SummonSheet } from '../parts/summon-sheet.tsx'
import { ConferSheet } from './confer-sheet.tsx'
import { OrderSheet } from './order-sheet.tsx'
import { StartPlan } from './start-plan.tsx'

export type Actable = {
  readonly id: string
  readonly module: string
  readonly number: string
  readonly title: string
  readonly phase: string
  readonly state: string
}
const stale = [[command], [matters]] as const
const levels = ['yellow', 'red', 'listed'] as const

export const Said = ({ of, act, onClose }: { of: Actable; act: 'remind' | 'supervise'; onClose: () => void }) => {
  const t = useWords('command')
  const [text, setText] = useState(t(`screen.phrase.${act}`))
  const [level, setLevel] = useState<(typeof levels)[number]>('yellow')
  const then = () => {
    toast(t(`screen.done.${act}`), 'good')
    onClose()
  }
  const remind = useSend(matters, 'remind', { stale, then })
  const supervise = useSend(matters, 'supervise', { stale, then })
  const send = () =>
    act === 'remind'
      ? remind.now({ params: { id: of.id }, body: { text } })
      : supervise.now({ params: { id: of.id }, body: { level, text } })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={`${t(`screen.act.${act}`)} ${of.number}`}
      action={
        <Button
          tone="main"
          isWide
          disabled={text.trim() === ''}
          isBusy={remind.isSending || supervise.isSending}
          onClick={send}
        >
          {t(`screen.act.${act}`)}
        </Button>
      }
    >
      <p>{of.title}</p>
      {act === 'supervise' && (
        <Segments
          label={t('screen.superviseLevel')}
          value={level}
          onChange={(value) => setLevel(levels.find((one) => one === value) ?? 'yellow')}
          choices={levels.map((value) => ({ value, label: t(`screen.level.${value}`) }))}
        />
      )}
      <TextField
        label={t('screen.words')}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Sheet>
  )
}

type Act = 'remind' | 'supervise' | 'plan' | 'order' | 'note' | 'confer' | 'summon'
const acts = [
  { act: 'remind', may: 'matter.remind', words: 'screen.act.remind' },
  { act: 'supervise', may: 'matter.supervise', words: 'screen.act.supervise' },
  { act: 'plan', may: 'plan.start', words: 'screen.act.plan' },
  { act: 'order', may: 'order.issue', words: 'screen.giveOrder' },
  { act: 'note', may: 'order.issue', words: 'screen.writeNote' },
  { act: 'confer', may: 'summons.start', words: 'screen.confer' },
  { act: 'summon', may: 'summons.start', words: 'screen.summon' },
] as const satisfies readonly { act: Act; may: string; words: string }[]

/** `isBrief`: the row has an act of its own before these, so urging is behind “more” too. */
export const RowActs = ({ of, isBrief = false }: { of: Actable; isBrief?: boolean }) => {
  const t = useWords('command')
  const go = useGo()
  const may = useMay()
  const [act, setAct] = useState<Act | 'more' | null>(null)
  const close = () => setAct(null)
  if (of.phase === 'done') return null
  const mine = acts.filter((one) => may(one.may))
  const isFirst = (one: { act: Act }) => one.act === 'remind' && !isBrief
  const further = mine.filter((one) => !isFirst(one))
  return (
    <span className="board-acts">
      <Slot name="row:acts" of={of} />
      {mine.filter(isFirst).map((one) => (
        <button key={one.act} type="button" onClick={() => setAct(one.act)}>
          {t(one.words)}
        </button>
      ))}
      <button
        type="button"
        className="is-more"
        aria-label={`${t('screen.act.more')} ${of.number}`}
        onClick={() => setAct('more')}
      >
        {t('screen.act.more')}
      </button>
      {act === 'more' && (
        <Sheet isOpen onClose={close} title={of.title}>
          <div className="row-further">
            <Button isWide tone="main" onClick={() => go(`/${of.module}/${of.id}`)}>
              {t('screen.act.open')}
            </Button>
            {further.map((one) => (
              <Button key={one.act} isWide onClick={() => setAct(one.act)}>
                {t(one.words)}
              </Button>
            ))}
          </div>
        </Sheet>
      )}
      {act === 'plan' && <StartPlan about={{ caseId: of.id, title: of.title }} onClose={close} />}
      {(act === 'note' || act === 'order') && <OrderSheet about={{ caseId: of.id }} kind={act} onClose={close} />}
      {act === 'confer' && <ConferSheet caseId={of.id} onClose={close} />}
      {act === 'summon' && <SummonSheet caseId={of.id} onClose={close} />}
      {(act === 'remind' || act === 'supervise') && <Said of={of} act={act} onClose={close} />}
    </span>
  )
}
