/** 我的: who I am here, what waits to be sent, how I like to read. Modules add their parts through `me:…` slots. */

import { useArea } from '../area.ts'
import { useCell } from '../cell.ts'
import { keepNow, offlineState } from '../offline/keep-board.ts'
import { useOutbox } from '../outbox.ts'
import { useSignInLink } from '../pages.tsx'
import { useRegistry } from '../registry.ts'
import { discard, tryAgain } from '../sending.ts'
import { useMay, useSessionState } from '../session.ts'
import { useShellFacts } from '../shell-facts.ts'
import { signOut } from '../sign-out.ts'
import { Slot } from '../slot.tsx'
import { useTimes } from '../times.ts'
import { useWords } from '../words.ts'
import { Button, ButtonLink } from './button.tsx'
import { Door } from './door.tsx'
import { Chip, Row } from './list.tsx'
import { LookSettings } from './look-settings.tsx'
import { Page, Section } from './page.tsx'

const Waiting = () => {
  const t = useWords('web')
  const { when } = useTimes()
  const sends = useOutbox().filter(({ state }) => state !== 'sent')
  if (sends.length === 0) return null
  return (
    <Section title={t('outbox.title')}>
      <ul className="list">
        {sends.map(({ id, title, state, madeAt, why, at }) => (
          <li key={id}>
            <Row
              {...(at ? { to: at } : {})}
              title={title}
              note={why ?? when(madeAt)}
              after={<Chip tone={state === 'refused' ? 'overdue' : 'soon'}>{t(`outbox.${state}`)}</Chip>}
            />
            {state === 'refused' && (
              <div className="button-row">
                <Button onClick={() => void discard(id)}>{t('outbox.discard')}</Button>
                <Button onClick={() => void tryAgain(id)}>{t('tryAgain')}</Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Does this board open without a network? Said quietly; where data is to be saved, the person decides. */
const Offline = () => {
  const t = useWords('web')
  const state = useCell(offlineState)
  if (state === 'unknown') return null
  if (state === 'possible')
    return (
      <Button tone="quiet" isWide onClick={() => void keepNow(true)}>
        {t('offline.keep')}
      </Button>
    )
  return (
    <p className="colophon" role="status">
      {t(`offline.${state}`)}
    </p>
  )
}

/** Where a module's page stands at home, the doors of the others are found here. */
const Doors = () => {
  const t = useWords('web')
  const may = useMay()
  const { board, pages, tiles } = useRegistry()
  const open = tiles.filter((tile) => may(tile.may))
  if (board !== 'worker' || open.length === 0 || !pages.some((page) => page.isHome && may(page.may))) return null
  return (
    <Section title={t('work')}>
      <nav className="doors" aria-label={t('work')}>
        {open.map((tile) => (
          <Door key={tile.path} tile={tile} />
        ))}
      </nav>
    </Section>
  )
}

export default function MePage() {
  const t = useWords('web')
  const { session } = useSessionState()
  const { title } = useShellFacts()
  const { modules } = useRegistry()
  const signIn = useSignInLink()
  const { areas } = useArea()
  const here = areas.find(({ code }) => code === session.areaCode)?.name
  return (
    <Page title={t('tab.me')} back={false}>
      <div className="me-head">
        <span className="me-face" aria-hidden="true">
          {session.kind === 'account' ? session.name.slice(-1) : '里'}
        </span>
        <div>
          <p className="me-name">{session.kind === 'account' ? session.name : t('guest.name')}</p>
          <p className="me-note">{session.kind === 'account' ? (here ?? title) : t('guest.hint')}</p>
        </div>
        {session.kind === 'guest' && signIn && (
          <ButtonLink to={signIn} tone="main">
            {t('signIn')}
          </ButtonLink>
        )}
      </div>
      <Slot name="me:top" of={session} />
      <Waiting />
      <Doors />
      <div className="me-rows">
        <Slot name="me:sections" of={session} />
      </div>
      <Section title={t('look.title')}>
        <LookSettings />
      </Section>
      {session.kind === 'account' && (
        <Button tone="quiet" isWide onClick={() => void signOut()}>
          {t('signOut')}
        </Button>
      )}
      <Offline />
      <p className="colophon">
        {title} · {t('colophon', { count: modules.length })}
      </p>
    </Page>
  )
}
