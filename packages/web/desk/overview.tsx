/** The desk's home before any module offers one: who is here, and the doors there are. */

import { useSignInLink } from '../pages.tsx'
import { ButtonLink } from '../phone/button.tsx'
import { Empty } from '../phone/list.tsx'
import { useMay, useSession } from '../session.ts'
import { useShellFacts } from '../shell-facts.ts'
import { Slot } from '../slot.tsx'
import { useWords } from '../words.ts'
import { DeskPage } from './desk-page.tsx'
import { ownPages } from './frame.tsx'

export const Overview = () => {
  const t = useWords('web')
  const may = useMay()
  const session = useSession()
  const signIn = useSignInLink()
  const { title, modules } = useShellFacts()
  const doors = Object.entries(ownPages).filter(([, page]) => may(page.may))
  return (
    <DeskPage
      title={session.kind === 'account' ? t('hello', { name: session.name }) : t('board.desk')}
      plainTitle={t('board.desk')}
      hint={title}
    >
      <Slot name="home:top" of={session} />
      {modules.length === 0 && <Empty icon="layers" title={t('desk:emptyTitle')} hint={t('desk:emptyHint')} />}
      {session.kind === 'guest' && signIn && (
        <Empty
          icon="key"
          title={t('desk:enterTitle')}
          action={
            <ButtonLink to={signIn} tone="main">
              {t('signIn')}
            </ButtonLink>
          }
        />
      )}
      {session.kind === 'account' && doors.length > 0 && (
        <div className="button-row desk-doors">
          {doors.map(([path, page]) => (
            <ButtonLink key={path} to={path} icon={page.icon}>
              {t(page.title)}
            </ButtonLink>
          ))}
        </div>
      )}
      <Slot name="home:feed" of={session} />
    </DeskPage>
  )
}
