/** A matter as one row of a phone list: title, where it stands, and the clock. Its module adds a picture and what is to be done. */
import { Row, Slot, useTimes } from '@liren/web'
import type { MatterRow as MatterRowView } from '../contract.ts'
import { ClockChip } from './clock-chip.tsx'
import { useMatterLink, useMatterWords } from './matter-words.ts'

/** `list` names the slots a module fills for its own rows: `inbox:photo-cases`, `inbox:next-cases`. */
export const MatterRow = ({ of, list }: { of: MatterRowView; list?: string }) => {
  const { t, state } = useMatterWords()
  const { since } = useTimes()
  const link = useMatterLink()
  const grade = of.grade > 2 ? t(`grade.${of.grade}`) : null
  const level = of.supervision && of.supervision !== 'reminder' ? t(`level.${of.supervision}`) : null
  const part = of.part === 'support' ? t('screen.support') : null
  return (
    <Row
      to={link(of)}
      before={list && <Slot name={`${list}:photo-${of.module}`} of={of} />}
      title={of.title}
      note={
        <>
          {list && <Slot name={`${list}:next-${of.module}`} of={of} />}
          {[grade, level, part, state(of), of.address, since(of.openedAt)].filter(Boolean).join(' · ')}
        </>
      }
      after={<ClockChip of={of} />}
    />
  )
}
