/** On which boards a tool has a tile. */
import { useWords } from '@liren/web'
import { Checkbox } from 'antd'
import { type Board, boards, boardsOf, withBoards } from '../../../document/where.ts'
import type { Part } from './part.ts'

export const BoardsPart = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  return (
    <section className="studio-part">
      <h3>{t('studio.boards')}</h3>
      <Checkbox.Group
        className="studio-ticks"
        value={[...boardsOf(tool)]}
        options={boards.map((value) => ({ value, label: t(`boardFor.${value}`) }))}
        onChange={(chosen: Board[]) => change((one) => withBoards(one, chosen))}
      />
      <p className="studio-note">{t('studio.boardsHint')}</p>
    </section>
  )
}
