/** The desk's home, where a working day begins: the figures of the day, what waits for whoever is here, what came lately, and the usual ways. */

import { useSignInLink } from '../pages.tsx'
import { ButtonLink } from '../phone/button.tsx'
import { Empty, Skeleton } from '../phone/list.tsx'
import { useRegistry } from '../registry.ts'
import { useSession, useSessionState } from '../session.ts'
import { useShellFacts } from '../shell-facts.ts'
import { Slot } from '../slot.tsx'
import { useTimes } from '../times.ts'
import { useWords } from '../words.ts'
import { DeskPage, Panel } from './desk-page.tsx'
import { UsualWays } from './usual-ways.tsx'

const Day = () => {
  const t = useWords('web')
  const session = useSession()
  const { slots } = useRegistry()
  return (
    <>
      <Slot name="home:top" of={session} />
      <div className="desk-columns desk-day">
        <div>
          {slots.has('home:waiting') && (
            <Panel title={t('desk:waiting.title')}>
              <ul className="waiting">
                <Slot name="home:waiting" of={session} />
              </ul>
              <p className="waiting-none">{t('desk:waiting.none')}</p>
            </Panel>
          )}
          <Slot name="home:feed" of={session} />
        </div>
        <aside>
          <Slot name="home:aside" of={session} />
          <UsualWays />
        </aside>
      </div>
    </>
  )
}

export const Overview = () => {
  const t = useWords('web')
  const { today } = useTimes()
  const { session, isLoading } = useSessionState()
  const signIn = useSignInLink()
  const { title, modules } = useShellFacts()
  // Who is known a moment later is not asked to sign in meanwhile.
  if (isLoading) return <Skeleton rows={6} />
  return (
    <DeskPage
      title={session.kind === 'account' ? t('hello', { name: session.name }) : t('board.desk')}
      plainTitle={t('board.desk')}
      hint={`${title} · ${today()}`}
    >
      {modules.length === 0 && <Empty icon="layers" title={t('desk:emptyTitle')} hint={t('desk:emptyHint')} />}
      {session.kind === 'account' && <Day />}
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
    </DeskPage>
  )
}
