/** For whom a tool is: one of the usual groups, or a rule of one's own, tried on made-up people. */
import { useWords } from '@liren/web'
import { RuleField } from '@liren/web/rules'
import { Radio } from 'antd'
import { useState } from 'react'
import { personFacts } from '../../../document/facts.ts'
import { BoardsPart } from './boards-part.tsx'
import { FaultLine } from './fault-line.tsx'
import { KeepingPart } from './keeping-part.tsx'
import type { Part } from './part.ts'

const audiences = {
  everybody: 'isMember',
  elders: 'isMember && age >= 60',
  women: "isMember && sex == 'F' && age >= 35 && age <= 64",
  youth: 'isMember && age >= 18 && age <= 35',
  alone: 'isMember && livesAlone',
} as const

const choicesOf: Readonly<Record<string, readonly string[]>> = {
  sex: ['F', 'M'],
  residence: ['permanent', 'floating'],
}
const persons = {
  elder: { age: 72, sex: 'F', livesAlone: true, residence: 'permanent' },
  mother: { age: 36, sex: 'F', livesAlone: false, residence: 'floating' },
  student: { age: 19, sex: 'M', livesAlone: false, residence: 'permanent' },
}

/** What a rule may read, in words, and some made-up neighbours to try it on. */
const useKnown = () => {
  const t = useWords('tool-library')
  return {
    facts: Object.entries(personFacts).map(([name, fact]) => ({
      name,
      label: t(`fact.${name}`),
      type: typeof fact === 'string' ? fact : fact.type,
      ...(choicesOf[name] ? { choices: choicesOf[name].map((value) => ({ value, label: t(`factIs.${value}`) })) } : {}),
    })),
    personas: Object.entries(persons).map(([name, facts]) => ({
      label: t(`person.${name}`),
      facts: { ...facts, isMember: true, isStaff: false },
    })),
  }
}

export const ForWhom = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const { facts, personas } = useKnown()
  const index = tool.audience.findIndex(({ board }) => board === 'resident')
  const rule = tool.audience[index]?.rule ?? ''
  const usual = Object.entries(audiences).find(([, one]) => one === rule)?.[0]
  const [isOwn, setOwn] = useState(usual === undefined)
  const set = (next: string) =>
    change((one) => ({
      ...one,
      audience: one.audience.map((each) => (each.board === 'resident' ? { ...each, rule: next } : each)),
    }))
  return (
    <div className="studio-part">
      {index >= 0 && (
        <Radio.Group
          className="studio-choices"
          aria-label={t('desk.audience')}
          value={isOwn ? 'own' : (usual ?? 'own')}
          onChange={(event) => {
            const chosen = event.target.value as keyof typeof audiences | 'own'
            setOwn(chosen === 'own')
            if (chosen !== 'own') set(audiences[chosen])
          }}
        >
          {[...Object.keys(audiences), 'own'].map((name) => (
            <Radio key={name} value={name} className="studio-choice">
              {t(name === 'own' ? 'desk.ownRule' : `audience.${name}`)}
            </Radio>
          ))}
        </Radio.Group>
      )}
      {isOwn && index >= 0 && (
        <RuleField label={t('desk.rule')} value={rule} facts={facts} personas={personas} onChange={set} />
      )}
      <p className="studio-note">{t('studio.staffToo')}</p>
      <FaultLine at="/audience" />
      <BoardsPart tool={tool} change={change} />
      <KeepingPart tool={tool} change={change} />
    </div>
  )
}
