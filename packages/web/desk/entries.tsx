/** What the side menu offers whoever is here: the pages of all modules by group, and the frame's own. */
import { lazy, type ReactNode } from 'react'
import type { IconName } from '../icon.tsx'
import { type MenuGroup, menuGroups } from '../module.ts'
import { useRegistry } from '../registry.ts'
import { type May, useMay } from '../session.ts'
import { lazily } from '../slot.tsx'
import { useWords } from '../words.ts'

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

export type Entry = {
  readonly path: string
  readonly label: string
  readonly icon: IconName
  readonly order: number
  readonly badge?: ReactNode
}

export const useEntries = (): ReadonlyMap<MenuGroup, readonly Entry[]> => {
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
