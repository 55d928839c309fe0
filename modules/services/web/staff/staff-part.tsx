/** What the office does now with an application: only the acts its state and step allow, each with what it asks. */
import { Button, Facts, Section, useMay, useWords } from '@liren/web'
import { useState } from 'react'
import type { ApplicationView } from '../../views.ts'
import { useFactNames } from '../parts/eligibility.tsx'
import { ActSheet } from './act-sheet.tsx'
import { type Act, actsOf } from './acts.ts'
import { Answers } from './answers.tsx'
import { Objections } from './objections.tsx'

export const StaffPart = ({ of }: { of: ApplicationView }) => {
  const t = useWords('services')
  const may = useMay()
  const [act, setAct] = useState<Act | null>(null)
  const step = of.item.flow[of.step]
  const acts = actsOf(of)
  const names = useFactNames()
  return (
    <>
      <Section title={t('screen.nowToDo')}>
        {of.verdict !== 'none' && (
          <Facts
            of={[
              [
                t('screen.condition'),
                of.verdict === 'unknown'
                  ? t('screen.verdictShort.unknown', { facts: names(of.unknownFacts) })
                  : t(`screen.verdictShort.${of.verdict}`),
              ],
            ]}
          />
        )}
        {step && of.state === 'reviewing' && (
          <p>
            {t('screen.step', { by: t(`by.${step.by}`), name: step.name })}
            {step.people ? ` · ${t('screen.people', { n: step.people })}` : ''}
          </p>
        )}
        {acts.length === 0 && <p>{t('screen.nothingToDo')}</p>}
        <div className="services-chips">
          {acts.map((one, index) => (
            <Button key={one} tone={index === 0 ? 'main' : 'plain'} onClick={() => setAct(one)}>
              {t(`act.${one}`)}
            </Button>
          ))}
        </div>
        {act && <ActSheet key={act} of={of} act={act} onClose={() => setAct(null)} />}
      </Section>
      <Objections of={of} />
      {may('application.read') && <Answers of={of} />}
    </>
  )
}
