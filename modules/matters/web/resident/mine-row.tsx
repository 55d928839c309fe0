/** One's own matter as a row: what it is, where it stands and how long it may take, in the whole width of a phone. */
import { Chip, Row, useTimes } from '@liren/web'
import type { MatterRow } from '../../contract.ts'
import { ClockChip } from '../clock-chip.tsx'
import { RowPicture } from '../matter-row.tsx'
import { useMatterLink, useMatterWords } from '../matter-words.ts'

export const MineRow = ({ of }: { of: MatterRow }) => {
  const { state } = useMatterWords()
  const { since } = useTimes()
  const link = useMatterLink()
  return (
    <Row
      to={link(of)}
      before={<RowPicture of={of} list="mine" />}
      title={of.title}
      note={
        <>
          <span className="row-note-first">
            <Chip tone={of.phase === 'done' ? 'done' : 'main'}>{state(of)}</Chip>
            {of.phase !== 'done' && <ClockChip of={of} />}
          </span>
          {[of.address, since(of.openedAt)].filter(Boolean).join(' · ')}
        </>
      }
    />
  )
}
