/** Slot `own-unit:contracts`: the contracts under which people of this unit work here. */
import { Chip, Row, Section, useAsk, useTimes, useWords } from '@liren/web'
import { identity } from '../contract.ts'

const tones = { coming: 'plain', running: 'done', over: 'plain' } as const

export default function OwnContracts({ of: { unitId } }: { of: { readonly unitId: string } }) {
  const t = useWords('identity')
  const { day } = useTimes()
  const { data } = useAsk(identity, 'contractsOfUnit', { params: { id: unitId } })
  if (!data) return null
  return (
    <Section title={t('screen.contracts.own')}>
      {data.items.length === 0 && <p className="field-hint">{t('screen.contracts.ownNone')}</p>}
      <ul className="list">
        {data.items.map((one) => (
          <li key={one.id}>
            <Row
              title={`${one.partner} · ${one.number}`}
              note={`${one.purpose} · ${day(one.fromOn)} – ${day(one.untilOn)}`}
              after={<Chip tone={tones[one.state]}>{t(`screen.contracts.states.${one.state}`)}</Chip>}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}
