/** What surrounds desk pages: the side menu by groups, and a bar with community, search, news, display and account. */
import { Button, Drawer } from 'antd'
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { classes } from '../classes.ts'
import { Icon } from '../icon.tsx'
import { NetworkBanner } from '../network-banner.tsx'
import { Seal } from '../phone/seal.tsx'
import { Link, usePath } from '../route.tsx'
import { useShellFacts } from '../shell-facts.ts'
import { Slot } from '../slot.tsx'
import { useWords } from '../words.ts'
import { AccountMenu } from './account-menu.tsx'
import { AreaSwitcher } from './area-switcher.tsx'
import { type Entry, useEntries } from './entries.tsx'
import { noteWay } from './lately.ts'
import { DeskLook } from './look.tsx'
import { PageFinder } from './page-finder.tsx'

/** The entry whose address the current one lies below. */
const placeOf = (entries: readonly Entry[], path: string) =>
  [...entries]
    .sort((one, other) => other.path.length - one.path.length)
    .find((entry) => path === entry.path || (entry.path !== '/' && path.startsWith(`${entry.path}/`)))?.path

const SideMenu = ({ onGo }: { onGo?: () => void }) => {
  const t = useWords('web')
  const path = usePath()
  const groups = useEntries()
  const here = placeOf([...groups.values()].flat(), path)
  const menu = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: wherever one goes, the menu shows where that is
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    void menu.current?.querySelector('.menu-here')?.scrollIntoView({ block: 'nearest' })
  }, [here])
  return (
    <nav className="menu" aria-label={t('tab.all')} ref={menu}>
      {[...groups]
        .filter(([, entries]) => entries.length > 0)
        .map(([group, entries]) => (
          <section key={group} aria-label={t(`desk:group.${group}`)}>
            <p className="menu-group">{t(`desk:group.${group}`)}</p>
            <ul>
              {[...entries]
                .sort((one, other) => one.order - other.order)
                .map((entry) => (
                  <li key={entry.path}>
                    <Link
                      to={entry.path}
                      className={classes('menu-entry', entry.path === here && 'menu-here')}
                      aria-current={entry.path === here ? 'page' : undefined}
                      onClick={() => onGo?.()}
                    >
                      <Icon name={entry.icon} size={18} />
                      <span>{entry.label}</span>
                      {entry.badge && <Suspense fallback={null}>{entry.badge}</Suspense>}
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
    </nav>
  )
}

export const DeskFrame = ({ children }: { children: ReactNode }) => {
  const t = useWords('web')
  const { title } = useShellFacts()
  const [isMenuOpen, setMenuOpen] = useState(false)
  const path = usePath()
  const pages = [...useEntries().values()].flat()
  const here = placeOf(pages, path)
  useEffect(() => {
    if (here !== undefined && here !== '/') noteWay(here)
  }, [here])
  return (
    <DeskLook>
      <div className={classes('desk', path === '/sign-in' && 'desk-bare')}>
        <a className="skip-link" href="#main">
          {t('skip')}
        </a>
        <header className="desk-bar">
          <Button
            className="desk-menu-button"
            type="text"
            aria-label={t('tab.all')}
            icon={<Icon name="list" />}
            onClick={() => setMenuOpen(true)}
          />
          <Seal size={30} />
          <p className="desk-name">
            {title}
            <span>{t('board.desk')}</span>
          </p>
          <AreaSwitcher />
          <div className="desk-search">
            <PageFinder pages={pages} />
            <Slot name="bar:search" />
          </div>
          <Slot name="bar:tools" />
          <AccountMenu />
        </header>
        <NetworkBanner />
        <div className="desk-side">
          <SideMenu />
        </div>
        <Drawer open={isMenuOpen} onClose={() => setMenuOpen(false)} placement="left" size={280} title={title}>
          <SideMenu onGo={() => setMenuOpen(false)} />
        </Drawer>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
    </DeskLook>
  )
}
