/** What surrounds the pages of a phone board: skip link, network banner, the pages, and tabs at thumb's reach. */
import { type CSSProperties, lazy, type ReactNode, Suspense } from 'react'
import { classes } from '../classes.ts'
import { Icon, type IconName } from '../icon.tsx'
import { isKiosk } from '../kiosk/kiosk.ts'
import { NetworkBanner } from '../network-banner.tsx'
import { useRegistry } from '../registry.ts'
import { Link, usePath } from '../route.tsx'
import { useMay } from '../session.ts'
import { lazily, Slot } from '../slot.tsx'
import { useWords } from '../words.ts'

const KioskBar = lazy(() => import('../kiosk/kiosk-bar.tsx'))

type Tab = { readonly path: string; readonly icon: IconName; readonly label: string; readonly badge?: ReactNode }

/** The tabs of this board: the frame's home first, its "me" last, the modules' between. */
const useTabs = (): readonly Tab[] => {
  const t = useWords('web')
  const may = useMay()
  const { pages, board } = useRegistry()
  const hasHome = board === 'resident' || !pages.some((page) => page.isHome && may(page.may))
  return [
    ...(hasHome ? [{ path: '/', icon: 'home' as const, label: t('tab.home') }] : []),
    ...pages.flatMap(({ tab, path, title, may: need, module, isHome }): Tab[] => {
      if (!tab || (need !== 'signed-in' && !may(need))) return []
      const Badge = tab.badge && lazily(module, tab.badge, null, false)
      return [
        {
          path: isHome && !hasHome ? '/' : path,
          icon: tab.icon,
          label: t(`${module}:${tab.title ?? title}`),
          badge: Badge && <Badge />,
        },
      ]
    }),
    { path: '/me', icon: 'person', label: t('tab.me') },
  ]
}

const Tabs = ({ tabs }: { tabs: readonly Tab[] }) => {
  const t = useWords('web')
  const path = usePath()
  return (
    <nav className="tabs" aria-label={t('tab.all')}>
      <ul style={{ '--tabs': tabs.length } as CSSProperties}>
        {tabs.map((tab) => (
          <li key={tab.path}>
            <Link
              to={tab.path}
              className={classes('tab', tab.path === path && 'tab-here')}
              aria-current={tab.path === path ? 'page' : undefined}
            >
              <Icon name={tab.icon} />
              <span>{tab.label}</span>
              {tab.badge && <Suspense fallback={null}>{tab.badge}</Suspense>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export const PhoneFrame = ({ children }: { children: ReactNode }) => {
  const t = useWords('web')
  const path = usePath()
  const tabs = useTabs()
  const isTab = tabs.some((tab) => tab.path === path)
  return (
    <div className={classes('phone', isTab && 'phone-with-tabs')}>
      <a className="skip-link" href="#main">
        {t('skip')}
      </a>
      {isKiosk() && (
        <Suspense fallback={null}>
          <KioskBar />
        </Suspense>
      )}
      <NetworkBanner />
      <Slot name="bar:top" />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      {isTab && <Tabs tabs={tabs} />}
    </div>
  )
}
