/** The ladder of a case (四级联动): who was called when, who answered, who is called next; and the way to call. */
import {
  Button,
  keyOf,
  Section,
  SelectField,
  Sheet,
  TextField,
  toast,
  useAsk,
  useLive,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { type Rung, rungs } from '../../linkage.ts'
import { ByPhone, EndCalling } from './summons-acts.tsx'
import './ladder.css'

type Of = { readonly matter: { readonly id: string; readonly phase: string } }

export default function Ladder({ of }: { of: Of }) {
  const t = useWords('command')
  const { when } = useTimes()
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const [because, setBecause] = useState('')
  const [from, setFrom] = useState<Rung>('grid')
  const { id } = of.matter
  const asked = useAsk(command, 'summonsesOf', { params: { id } })
  useLive([`matter:${id}`], [keyOf(command, 'summonsesOf')])
  const send = useSend(command, 'summon', {
    then: () => {
      setAsking(false)
      setBecause('')
      toast(t('screen.calledNow'), 'good')
    },
  })
  const [newest] = asked.data?.items ?? []
  const isOpen = newest?.state === 'open'
  const mayCall = may('summons.start') && of.matter.phase !== 'done' && !isOpen
  if (!newest && !mayCall) return null
  return (
    <Section title={t('screen.ladder')}>
      {newest && (
        <>
          <p className="ladder-because">
            {t(`screen.summons.${newest.state}`)} · {newest.startedByName} {when(newest.startedAt)} · {newest.because}
          </p>
          <ol className="ladder">
            {newest.ladder.map((rung) => {
              const calls = newest.calls.filter((call) => call.rung === rung)
              return (
                <li
                  key={rung}
                  className={
                    calls.some(({ answer }) => answer === 'accepted')
                      ? 'ladder-met'
                      : calls.length > 0
                        ? 'ladder-called'
                        : undefined
                  }
                >
                  <span className="ladder-rung">{t(`screen.rung.${rung}`)}</span>
                  {calls.length === 0 ? (
                    <span className="ladder-none">{t(isOpen ? 'screen.notYetCalled' : 'screen.notCalled')}</span>
                  ) : (
                    <ul>
                      {calls.map((call) => (
                        <li key={call.id}>
                          <b>{call.name}</b> {call.unitName}
                          <span>
                            {call.answer && call.answeredAt
                              ? t(`screen.answeredAs.${call.answer}`, { at: when(call.answeredAt) })
                              : isOpen
                                ? t('screen.waitsUntil', { at: when(call.dueAt) })
                                : t('screen.noAnswer')}
                            {call.reason && `: ${call.reason}`}
                          </span>
                          <ByPhone of={newest} call={call} />
                        </li>
                      ))}
                    </ul>
                  )}
                </li>
              )
            })}
          </ol>
          {newest.state === 'exhausted' && <p className="field-hint">{t('screen.exhaustedHint')}</p>}
          <EndCalling of={newest} />
        </>
      )}
      {mayCall && (
        <Button icon="phone" onClick={() => setAsking(true)}>
          {t('screen.summon')}
        </Button>
      )}
      {isAsking && (
        <Sheet
          isOpen
          onClose={() => setAsking(false)}
          title={t('screen.summon')}
          action={
            <Button
              tone="main"
              isWide
              disabled={because.trim().length < 2}
              isBusy={send.isSending}
              onClick={() => send.now({ params: { id }, body: { because, ...(from === 'grid' ? {} : { from }) } })}
            >
              {t('screen.summonNow')}
            </Button>
          }
        >
          <p>{t('screen.summonHint')}</p>
          <TextField
            label={t('screen.because')}
            rows={3}
            maxLength={400}
            value={because}
            error={send.errors.because}
            onChange={(event) => setBecause(event.target.value)}
          />
          <SelectField
            label={t('screen.callFrom')}
            value={from}
            error={send.errors.from}
            choices={rungs.map((rung) => ({ value: rung, label: t(`screen.rung.${rung}`) }))}
            onChange={(event) => setFrom(rungs.find((rung) => rung === event.target.value) ?? 'grid')}
          />
        </Sheet>
      )}
    </Section>
  )
}
