/** The ladder of a case (四级联动): who was called when, who answered, who is called next; and the way to call. */
import { Button, keyOf, Section, useAsk, useLive, useMay, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { type StagedMatter, Stages } from './stages.tsx'
import { SummonSheet } from './summon-sheet.tsx'
import { ByPhone, EndCalling } from './summons-acts.tsx'
import './ladder.css'

type Of = { readonly matter: { readonly id: string; readonly phase: string } & StagedMatter }

export default function Ladder({ of }: { of: Of }) {
  const t = useWords('command')
  const { when } = useTimes()
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const { id } = of.matter
  const asked = useAsk(command, 'summonsesOf', { params: { id } })
  useLive([`matter:${id}`], [keyOf(command, 'summonsesOf')])
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
          <Stages of={newest} matter={of.matter} />
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
      {isAsking && <SummonSheet caseId={id} onClose={() => setAsking(false)} />}
    </Section>
  )
}
