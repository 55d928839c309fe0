/** The whole form read back before it is handed in, with where each answer comes from. */
import { Chip, Facts, Section, useLook, useWords } from '@liren/web'
import { say } from '../../definition.ts'
import { isEmpty } from '../../outline.ts'
import { useValueWords } from './field-view.tsx'
import type { Filling } from './filling.ts'

export const Summary = ({ filling }: { filling: Filling }) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const words = useValueWords()
  const { standing, origins, tally, materials } = filling.accepted
  const asked = (filling.definition.materials ?? []).filter(({ key }) => standing.materials.includes(key))
  return (
    <>
      <Section title={t('screen.readBack')}>
        <Facts
          of={standing.shown
            .filter(({ value }) => !isEmpty(value))
            .map(({ at, field, within, value }) => [
              [...within, field].map(({ label }) => say(label, locale)).join(' · '),
              <span key={at}>
                {words(field, value)} <Chip>{t(`screen.origin.${origins[at] ?? 'typed'}`)}</Chip>
              </span>,
            ])}
        />
      </Section>
      {asked.length > 0 && (
        <Section title={t('screen.materials')}>
          <Facts
            of={asked.map(({ key, name }) => [
              say(name, locale),
              materials[key] ? t(`screen.way.${materials[key]}`) : t('screen.missing'),
            ])}
          />
        </Section>
      )}
      <p className="field-hint">
        {t('screen.tally', {
          typed: tally.typed,
          filled: tally.prefilled + tally.confirmed + tally.derived,
          baseline: filling.definition.baseline?.fields ?? standing.shown.length,
        })}
      </p>
    </>
  )
}
