/** A matter as one row of a phone list: title, where it stands, and the clock. */
import { Row, useTimes } from '@liren/web'
import type { MatterRow as MatterRowView } from '../contract.ts'
import { ClockChip } from './clock-chip.tsx'
import { useMatterLink, useMatterWords } from './matter-words.ts'

export const MatterRow = ({ of }: { of: MatterRowView }) => {
  const { t, state } = useMatterWords()
  const { since } = useTimes()
  const link = useMatterLink()
  const grade = of.grade > 2 ? t(`grade.${of.grade}`) : null
  const level = of.supervision && of.supervision !== 'reminder' ? t(`level.${of.supervision}`) : null
  const part = of.part === 'support' ? t('screen.support') : null
  return (
    <Row
      to={link(of)}
      title={of.title}
      note={[grade, level, part, state(of), of.address, since(of.openedAt)].filter(Boolean).join(' · ')}
      after={<ClockChip of={of} />}
    />
  )
}
