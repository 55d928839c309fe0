/** 伦理审查 Why a tool may read about people or let a rule decide, who answers for it, how one objects, and whom it could leave out. */
import { Facts, Section, useTimes, useWords } from '@liren/web'
import type { ToolDocument } from '../../document/document.ts'
import { ethicsDue } from '../../document/ethics.ts'
import { useSay } from './say.ts'

export const ethicsParts = ['policy', 'organisation', 'institution', 'people'] as const

export const EthicsNotes = ({ of }: { of: ToolDocument }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { clauses, day } = useTimes()
  const { ethics } = of
  const due = ethicsDue(of)
  if (!ethics && due.length === 0) return null
  return (
    <Section title={t('ethics.title')}>
      {due.length > 0 && <p className="field-hint">{clauses(due.map((one) => t(`ethics.${one}`)))}</p>}
      {ethics ? (
        <Facts
          of={[
            ...ethicsParts.map((part): [string, string] => [t(`ethics.${part}`), say(ethics[part])]),
            [t('ethics.reviewed'), `${say(ethics.reviewedBy)} · ${day(ethics.reviewedOn)}`],
          ]}
        />
      ) : (
        <p>{t('ethics.none')}</p>
      )}
    </Section>
  )
}
