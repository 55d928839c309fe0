/** Acts of the spine as buttons: remind, ask for time or rest, return, resume, reopen, follow, call, supervise. */
import { Button, Field, online, SelectField, Sheet, TextField, toast, useMay, useSend, useWords } from '@liren/web'
import { type ReactNode, useState } from 'react'
import { type Act, type MatterView, matters } from '../contract.ts'
import { useKeepMoves } from './keep-move.ts'
import { ColleagueField, useColleagues } from './parts/colleague-field.tsx'
import { OverFill } from './parts/over-fill.tsx'
import { UnitField } from './unit-field.tsx'

const stale = [[matters]] as const
const reasons = ['notOurs', 'unclearOwner', 'wrongAddress', 'wrongCategory', 'duplicate', 'other'] as const
type Reason = (typeof reasons)[number]
const levels = ['yellow', 'red', 'listed', 'instruction'] as const
type Level = (typeof levels)[number]
const channels = ['phone', 'wechat', 'chat', 'visit'] as const
const outcomes = ['reached', 'noAnswer', 'busy', 'refused', 'wrongNumber'] as const

/** Acts with a form here; the others are drawn by the pages that have more to show. */
const drawn = [
  'remind',
  'askDelay',
  'assign',
  'support',
  'askReturn',
  'resume',
  'reopen',
  'follow',
  'supervise',
  'unmerge',
  'askVoid',
  'void',
  'logCall',
] as const satisfies readonly Act[]
type Drawn = (typeof drawn)[number]

const useActs = (of: MatterView, done: () => void) => {
  const t = useWords('matters')
  const then = () => {
    toast(t('screen.done'), 'good')
    done()
  }
  const params = { id: of.id }
  return {
    params,
    remind: useSend(matters, 'remind', { stale, then }),
    ask: useSend(matters, 'ask', { stale, then }),
    resume: useSend(matters, 'resume', { stale, then }),
    reopen: useSend(matters, 'reopen', { stale, then }),
    follow: useSend(matters, 'follow', { stale, then }),
    supervise: useSend(matters, 'supervise', { stale, then }),
    unmerge: useSend(matters, 'unmerge', { stale, then }),
    void: useSend(matters, 'void', { stale, then }),
    logCall: useSend(matters, 'logCall', { stale, then }),
    assign: useSend(matters, 'assign', { stale, then }),
    support: useSend(matters, 'support', { stale, then }),
  }
}

const ActSheet = ({ of, act, onClose }: { of: MatterView; act: Drawn; onClose: () => void }) => {
  const t = useWords('matters')
  const acts = useActs(of, onClose)
  const keep = useKeepMoves(of)
  const [text, setText] = useState('')
  const [amount, setAmount] = useState(1)
  const [reason, setReason] = useState<Reason | ''>('')
  const [level, setLevel] = useState<Level>('yellow')
  const [toName, setToName] = useState('')
  const [unitId, setUnitId] = useState('')
  const [accountId, setAccountId] = useState('')
  const [despiteLoad, setDespiteLoad] = useState('')
  const mayGive = useMay()('matter.assign')
  const [channel, setChannel] = useState<(typeof channels)[number]>('phone')
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('reached')
  const { params } = acts
  const said = text.trim()
  const go = () => {
    if (act === 'remind') acts.remind.now({ params, body: said ? { text: said } : {} })
    else if (act === 'follow') acts.follow.now({ params })
    else if (act === 'askDelay')
      acts.ask.now({ params, body: { kind: 'delay', reason: said, limit: { amount, unit: 'workDays' } } })
    else if (act === 'askReturn')
      acts.ask.now({ params, body: { kind: 'return', reason: said, ...(reason ? { reasonCode: reason } : {}) } })
    else if (act === 'askVoid') acts.ask.now({ params, body: { kind: 'void', reason: said } })
    else if (act === 'supervise') acts.supervise.now({ params, body: { level, text: said } })
    else if (act === 'logCall')
      acts.logCall.now({ params, body: { toName, channel, outcome, ...(said ? { note: said } : {}) } })
    else if (act === 'assign') {
      const body = {
        ...(accountId ? { accountId } : { unitId }),
        ...(said ? { because: said.slice(0, 200) } : {}),
        ...(despiteLoad.trim() ? { despiteLoad: despiteLoad.trim() } : {}),
      }
      if (online.get()) acts.assign.now({ params, body })
      else void keep.handOn(t('act.assign'), body).then(onClose)
    } else if (act === 'support') acts.support.now({ params, body: { unitId, task: said } })
    else acts[act].now({ params, body: { because: said } })
  }
  // Within the unit it goes from hand to hand; to another unit only by whoever may give it there.
  const toUnit = act === 'support' || (act === 'assign' && mayGive && accountId === '')
  const isReady =
    act === 'remind' ||
    act === 'follow' ||
    (act === 'logCall'
      ? toName.trim() !== ''
      : act === 'assign' && !toUnit
        ? accountId !== ''
        : said !== '' && (act !== 'askReturn' || reason !== '') && (!toUnit || unitId !== ''))
  const isBusy = Object.values(acts).some((one) => 'isSending' in one && one.isSending)
  const choose = <C extends string>(
    label: string,
    value: string,
    values: readonly C[],
    words: string,
    set: (value: C) => void,
  ): ReactNode => (
    <SelectField
      label={label}
      placeholder={t('screen.required')}
      value={value}
      choices={values.map((one) => ({ value: one, label: t(`${words}.${one}`) }))}
      onChange={(event) => {
        const found = values.find((one) => one === event.target.value)
        if (found) set(found)
      }}
    />
  )
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(`act.${act}`)}
      action={
        <Button tone={act === 'void' ? 'urgent' : 'main'} isWide disabled={!isReady} isBusy={isBusy} onClick={go}>
          {t(`act.${act}`)}
        </Button>
      }
    >
      {act === 'askDelay' && (
        <Field
          label={t('screen.limitAsked')}
          hint={t('limit.workDays', { amount })}
          type="number"
          min={1}
          max={60}
          value={amount}
          error={acts.ask.errors.limit}
          onChange={(event) => setAmount(Math.max(1, Number(event.target.value)))}
        />
      )}
      {act === 'assign' && <ColleagueField of={of} value={accountId} onChange={setAccountId} />}
      {toUnit && (
        <UnitField
          value={unitId}
          error={acts.assign.errors.unitId ?? acts.support.errors.unitId}
          onChange={setUnitId}
        />
      )}
      {act === 'assign' && (
        <OverFill
          matterId={of.id}
          unitId={unitId || null}
          value={despiteLoad}
          error={acts.assign.errors.despiteLoad}
          onChange={setDespiteLoad}
          onAsked={onClose}
        />
      )}
      {act === 'askReturn' && choose(t('screen.reason'), reason, reasons, 'returnReason', setReason)}
      {act === 'supervise' && choose(t('act.supervise'), level, levels, 'level', setLevel)}
      {act === 'logCall' && (
        <>
          <Field
            label={t('screen.calledWhom')}
            maxLength={60}
            value={toName}
            onChange={(event) => setToName(event.target.value)}
          />
          {choose(t('screen.channel'), channel, channels, 'channel', setChannel)}
          {choose(t('screen.callOutcome'), outcome, outcomes, 'callOutcome', setOutcome)}
        </>
      )}
      {act !== 'follow' && (
        <TextField
          label={act === 'remind' || act === 'logCall' ? t('screen.note') : t('screen.reason')}
          isOptional={act === 'remind' || act === 'logCall' || accountId !== ''}
          rows={3}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
    </Sheet>
  )
}

/** `without` leaves out acts a page draws by itself. */
export const ActButtons = ({ of, without = [] }: { of: MatterView; without?: readonly Act[] }) => {
  const t = useWords('matters')
  const [chosen, choose] = useState<Drawn | null>(null)
  const possible = drawn.filter((act) => of.acts.includes(act) && !without.includes(act))
  useColleagues(of.id, possible.includes('assign'))
  return (
    <>
      {possible.map((act) => (
        <Button key={act} tone="quiet" onClick={() => choose(act)}>
          {t(`act.${act}`)}
        </Button>
      ))}
      {chosen && possible.includes(chosen) && (
        <ActSheet key={chosen} of={of} act={chosen} onClose={() => choose(null)} />
      )}
    </>
  )
}
