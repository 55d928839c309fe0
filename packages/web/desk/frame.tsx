/** What surrounds desk pages: the side menu by groups, and a bar with community, search, news, display and account. */
import { Button, Drawer } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { classes } from '../classes.ts'
import { Icon, type IconName } from '../icon.tsx'
import { type MenuGroup, menuGroups } from '../module.ts'
import { NetworkBanner } from '../network-banner.tsx'
import { Seal } from '../phone/seal.tsx'
import { useRegistry } from '../registry.ts'
import { Link, usePath } from '../route.tsx'
import { type May, useMay } from '../session.ts'
import { useShellFacts } from '../shell-facts.ts'
import { lazily, Slot } from '../slot.tsx'
import { useWords } from '../words.ts'
import { AccountMenu } from './account-menu.tsx'
import { AreaSwitcher } from './area-switcher.tsx'
import { DeskLook } from './look.tsx'
import { PageFinder } from './page-finder.tsx'

/** The frame's own pages, about the platform itself. */
export const ownPages = {
  '/system/settings': {
    title: 'desk:settings',
    icon: 'settings',
    may: 'settings.read',
    page: lazy(() => import('./settings-page.tsx')),
  },
  '/system/audit': {
    title: 'desk:audit',
    icon: 'eye',
    may: 'audit.read',
    page: lazy(() => import('./audit-page.tsx')),
  },
  '/system/modules': {
    title: 'desk:modules',
    icon: 'grid',
    may: 'modules.read',
    page: lazy(() => import('./modules-page.tsx')),
  },
  '/system/jobs': { title: 'desk:jobs', icon: 'clock', may: 'jobs.read', page: lazy(() => import('./jobs-page.tsx')) },
} as const satisfies Record<string, { title: string; icon: IconName; may: May; page: ReturnType<typeof lazy> }>

type Entry = {
  readonly path: string
  readonly label: string
  readonly icon: IconName
  readonly order: number
  readonly badge?: ReactNode
}

const useEntries = (): ReadonlyMap<MenuGroup, readonly Entry[]> => {
  const t = useWords('web')
  const may = useMay()
  const { pages } = useRegistry()
  const groups = new Map<MenuGroup, Entry[]>(menuGroups.map((group) => [group, []]))
  for (const { menu, path, title, module, may: need, isHome } of pages) {
    if (!menu || !may(need)) continue
    const Badge = menu.badge && lazily(module, menu.badge, null, false)
    groups.get(menu.group)?.push({
      path: isHome ? '/' : path,
      label: t(`${module}:${title}`),
      icon: menu.icon,
      order: menu.order,
      badge: Badge && <Badge />,
    })
  }
  for (const [path, { title, icon, may: need }] of Object.entries(ownPages))
    if (may(need)) groups.get('system')?.push({ path, label: t(title), icon, order: 900 })
  return groups
}

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
  return (
    <nav className="menu" aria-label={t('tab.all')}>
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
