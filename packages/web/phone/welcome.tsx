/** The home of a board before any module offers one: who this is for, the doors there are, and what is coming. */
import type { IconName } from '../icon.tsx'
import { useSignInLink } from '../pages.tsx'
import { useRegistry } from '../registry.ts'
import { useMay, useSession } from '../session.ts'
import { Slot } from '../slot.tsx'
import { useWords } from '../words.ts'
import { ButtonLink } from './button.tsx'
import { Door } from './door.tsx'
import { Empty } from './list.tsx'
import { Page } from './page.tsx'

export const Welcome = ({ board, icon }: { board: 'worker' | 'merchant'; icon: IconName }) => {
  const t = useWords('web')
  const session = useSession()
  const signIn = useSignInLink()
  const may = useMay()
  const { tiles } = useRegistry()
  const open = tiles.filter((tile) => tile.may === 'signed-in' || may(tile.may))
  return (
    <Page title={t(`board.${board}`)} back={false}>
      <div className="welcome">
        <h2>{session.kind === 'account' ? t('hello', { name: session.name }) : t(`${board}.hello`)}</h2>
        {/* Whoever is at home here knows what it is for. */}
        {session.kind === 'guest' && <p>{t(`${board}.about`)}</p>}
        {session.kind === 'guest' && signIn && (
          <ButtonLink to={signIn} tone="main">
            {t('signIn')}
          </ButtonLink>
        )}
      </div>
      {open.map((tile) => tile.isMain && <Door key={tile.path} tile={tile} />)}
      <Slot name="home:top" of={session} />
      {open.length > 0 ? (
        <nav className="doors" aria-label={t('home.services')}>
          {open.map((tile) => !tile.isMain && <Door key={tile.path} tile={tile} />)}
        </nav>
      ) : (
        <Empty icon={icon} title={t(`${board}.emptyTitle`)} hint={t(`${board}.emptyHint`)} />
      )}
      <Slot name="home:feed" of={session} />
    </Page>
  )
}
