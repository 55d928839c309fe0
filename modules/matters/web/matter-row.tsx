/** A matter as one row of a phone list: title, the clock, what is to be done, where. Its module adds a picture and the verb. */
import { Icon, Row, Slot, useRegistry, useTimes } from '@liren/web'
import type { MatterRow as MatterRowView } from '../contract.ts'
import { ClockChip } from './clock-chip.tsx'
import { useMatterLink, useMatterWords } from './matter-words.ts'

/** Its module's picture of it; where that has none, the sign of the module's door. */
export const RowPicture = ({ of, list }: { of: MatterRowView; list: string }) => {
  const { slots, tiles } = useRegistry()
  const name = `${list}:photo-${of.module}`
  if (slots.has(name)) return <Slot name={name} of={of} />
  const icon = tiles.find(({ module, isMain }) => module === of.module && !isMain)?.icon ?? 'document'
  return (
    <span className="no-photo">
      <Icon name={icon} />
    </span>
  )
}

/** `list` names the slots a module fills for its own rows: `inbox:photo-cases`, `inbox:next-cases`. */
export const MatterRow = ({ of, list }: { of: MatterRowView; list?: string }) => {
  const { t, state } = useMatterWords()
  const { since } = useTimes()
  const { slots } = useRegistry()
  const link = useMatterLink()
  const next = list && slots.has(`${list}:next-${of.module}`) ? `${list}:next-${of.module}` : null
  const grade = of.grade > 2 ? t(`grade.${of.grade}`) : null
  const level = of.supervision && of.supervision !== 'reminder' ? t(`level.${of.supervision}`) : null
  const part = of.part === 'support' ? t('screen.support') : null
  const facts = [grade, level, part, next ? null : state(of), of.address, since(of.openedAt)]
    .filter(Boolean)
    .join(' · ')
  if (!list) return <Row to={link(of)} title={of.title} note={facts} after={<ClockChip of={of} />} />
  return (
    <Row
      to={link(of)}
      before={<RowPicture of={of} list={list} />}
      title={of.title}
      note={
        <>
          <span className="row-note-first">
            <ClockChip of={of} /> {next && <Slot name={next} of={of} />}
          </span>
          <span className="row-note-rest">{facts}</span>
        </>
      }
    />
  )
}
