/** 受众规则 A rule about whom something is for, written, said again in plain words, and tried on somebody made up in this community. */
import { Slot, useArea, useFilters, useWords } from '@liren/web'
import { DeskPage, Panel } from '@liren/web/desk'
import { type RuleFact, RuleField, type RulePersona } from '@liren/web/rules'
import { useState } from 'react'
import { type AudienceFact, audienceFacts } from '../../audience.ts'

const choiceWords: Partial<Record<AudienceFact, string>> = {
  residence: 'screen.residence',
  capacities: 'screen.capacity',
}

/** The facts of the register with their words, for any page that lets somebody write a rule about people. */
export const useAudienceFacts = (): readonly RuleFact[] => {
  const t = useWords('people')
  return Object.entries(audienceFacts).map(([name, fact]) => ({
    name,
    label: t(`audience.fact.${name}`),
    type: fact.type,
    ...('choices' in fact
      ? {
          choices: fact.choices.map((value) => ({
            value,
            label: t(`${choiceWords[name as AudienceFact] ?? `audience.${name}`}.${value}`),
          })),
        }
      : {}),
  }))
}

export const usePersonas = (): readonly RulePersona[] => {
  const t = useWords('people')
  const { code } = useArea()
  const here = code ? { areaCode: code } : {}
  return [
    {
      label: t('audience.persona.alone'),
      facts: {
        ...here,
        age: 72,
        sex: 'F',
        residence: 'permanent',
        livesAlone: true,
        capacities: ['resident'],
        tags: ['独居'],
      },
    },
    {
      label: t('audience.persona.mother'),
      facts: {
        ...here,
        age: 31,
        sex: 'F',
        residence: 'floating',
        livesAlone: false,
        capacities: ['tenant'],
        tags: ['婴幼儿家庭'],
      },
    },
    {
      label: t('audience.persona.owner'),
      facts: {
        ...here,
        age: 45,
        sex: 'M',
        residence: 'permanent',
        livesAlone: false,
        capacities: ['owner', 'resident'],
        tags: [],
      },
    },
    { label: t('audience.persona.unknown'), facts: here },
  ]
}

export default function AudiencePage() {
  const t = useWords('people')
  const { area, code } = useArea()
  const [filters] = useFilters()
  const facts = useAudienceFacts()
  const personas = usePersonas()
  const [rule, setRule] = useState(filters.rule ?? 'age >= 70 && livesAlone')
  return (
    <DeskPage title={t('nav.audience')} hint={t('audience.hint', { area: area?.name ?? t('audience.everywhere') })}>
      <Panel>
        <RuleField label={t('audience.rule')} value={rule} facts={facts} personas={personas} onChange={setRule} />
      </Panel>
      <Slot name="audience:sees" of={{ area: code, personas }} />
    </DeskPage>
  )
}
