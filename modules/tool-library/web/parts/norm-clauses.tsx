/** What a norm asks, clause by clause, with what it rests on; printed as it stands. */
import { Chip, Facts, Section, useTimes, useWords } from '@liren/web'
import type { ToolDocument } from '../../document/document.ts'
import './norm.css'
import { useSay } from './say.ts'

export const NormClauses = ({ of }: { of: NonNullable<ToolDocument['norm']> }) => {
  const t = useWords('tool-library')
  const { list } = useTimes()
  const say = useSay()
  return (
    <>
      <Section title={t('norm.clauses', { count: of.clauses.length })}>
        <ol className="norm-clauses">
          {of.clauses.map((one) => (
            <li key={one.id}>
              <b>{say(one.title)}</b> {one.isDue && <Chip tone="main">{t('norm.due')}</Chip>}
              {one.text && <p className="field-hint">{say(one.text)}</p>}
            </li>
          ))}
        </ol>
      </Section>
      {of.fields && (
        <Section title={t('norm.fields')}>
          <p>{list(of.fields.map(({ label }) => say(label)))}</p>
        </Section>
      )}
      {of.basis.length > 0 && (
        <Section title={t('norm.basis')}>
          <ul>
            {of.basis.map((one) => (
              <li key={one['zh-CN']}>{say(one)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Facts of={[[t('norm.about'), t(`normAbout.${of.about}`)]]} />
    </>
  )
}
