/** How a tool was made together with those it is for: trial groups, workshops, prototypes, services given together. */
import { Chip, Row, Section, useAsk, useTimes, useWords } from '@liren/web'
import { toolLibrary } from '../../contract.ts'

export const MadeTogether = ({ id }: { id: string }) => {
  const t = useWords('tool-library')
  const { day } = useTimes()
  const { data } = useAsk(toolLibrary, 'together', { params: { id } })
  if (!data) return null
  return (
    <Section title={t('together.title')}>
      {data.items.length === 0 && <p className="field-hint">{t('together.none')}</p>}
      {data.items.map((one) => (
        <Row
          key={one.id}
          title={one.what}
          note={[
            `${day(one.heldOn)} · ${one.areaName} · ${t('web:noted', { what: one.who, note: t('together.count', { count: one.people }) })}`,
            one.became && t('together.became', { what: one.became }),
          ]
            .filter(Boolean)
            .join(' · ')}
          after={<Chip>{t(`togetherKind.${one.kind}`)}</Chip>}
        />
      ))}
    </Section>
  )
}
