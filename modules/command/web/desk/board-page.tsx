/** The command centre's live board on the desk. */
import { ButtonLink, useWords } from '@liren/web'
import { DeskPage } from '@liren/web/desk'
import { Board } from './board.tsx'
import { GiveSignal } from './signals.tsx'
import { useBoardArea } from './use-board.ts'

export default function BoardPage() {
  const t = useWords()
  const { name } = useBoardArea()
  return (
    <DeskPage
      title={t('screen.boardOf', { area: name })}
      plainTitle={t('nav.board')}
      hint={t('screen.boardHint')}
      tools={
        <>
          <GiveSignal />
          <ButtonLink to="/command/wall" icon="eye">
            {t('screen.toWall')}
          </ButtonLink>
        </>
      }
    >
      <Board />
    </DeskPage>
  )
}
