/** The screens of points: what is mine and how it came, rules, something to read; at the desk rules, budgets, review and balance. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'points',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      pages: [
        { path: '/points', title: 'nav.mine', may: 'points.own', page: () => import('./resident/mine-page.tsx') },
        { path: '/points/rules', title: 'nav.rules', page: () => import('./resident/rules-page.tsx') },
        {
          path: '/points/readings',
          title: 'nav.readings',
          may: 'points.own',
          page: () => import('./resident/readings-page.tsx'),
        },
      ],
      tiles: [{ title: 'nav.mine', hint: 'nav.hint', path: '/points', icon: 'star', order: 40 }],
    },
    desk: {
      slots: { 'home:waiting': () => import('./desk/waiting.tsx') },
      pages: [
        {
          path: '/points',
          title: 'nav.desk',
          may: 'points.desk',
          page: () => import('./desk/points-page.tsx'),
          menu: { group: 'community', icon: 'star', order: 40 },
        },
      ],
    },
  },
})
