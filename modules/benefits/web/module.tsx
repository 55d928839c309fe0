/** The screens of benefits: what may be for me; calls, quiet visits and concerns for workers; rules, screenings and reach at the desk. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'benefits',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      pages: [
        { path: '/benefits', title: 'nav.mine', may: 'signed-in', page: () => import('./resident/mine-page.tsx') },
      ],
      tiles: [{ title: 'nav.mine', hint: 'nav.mineHint', path: '/benefits', icon: 'gift', order: 22 }],
    },
    merchant: {
      pages: [
        {
          path: '/benefits',
          title: 'nav.enterprise',
          may: 'signed-in',
          page: () => import('./merchant/policies-page.tsx'),
        },
      ],
      tiles: [{ title: 'nav.enterprise', hint: 'nav.enterpriseHint', path: '/benefits', icon: 'gift', order: 25 }],
    },
    worker: {
      pages: [
        { path: '/benefits', title: 'nav.visits', may: 'outreach.do', page: () => import('./worker/visits-page.tsx') },
        {
          path: '/benefits/concern',
          title: 'nav.concern',
          may: 'concern.raise',
          page: () => import('./worker/concern-page.tsx'),
        },
      ],
      tiles: [
        {
          title: 'nav.visits',
          hint: 'nav.visitsHint',
          path: '/benefits',
          icon: 'hand',
          order: 45,
          may: 'outreach.do',
        },
      ],
      slots: { 'matter:benefits': () => import('./slots/task.tsx') },
    },
    desk: {
      pages: [
        {
          path: '/benefits',
          title: 'nav.library',
          may: 'rule.read',
          page: () => import('./desk/library-page.tsx'),
          menu: { group: 'services', icon: 'gift', order: 40 },
        },
        {
          path: '/benefits/write',
          title: 'screen.newRule',
          may: 'rule.write',
          page: () => import('./desk/write-page.tsx'),
        },
        {
          path: '/benefits/write/:id/:version',
          title: 'screen.newRule',
          may: 'rule.write',
          page: () => import('./desk/write-page.tsx'),
        },
        {
          path: '/benefits/screenings',
          title: 'nav.screenings',
          may: 'screening.read',
          page: () => import('./desk/screenings-page.tsx'),
          menu: { group: 'services', icon: 'search', order: 41 },
        },
        {
          path: '/benefits/rosters',
          title: 'nav.rosters',
          may: 'roster.keep',
          page: () => import('./desk/rosters-page.tsx'),
          menu: { group: 'services', icon: 'list', order: 43 },
        },
        {
          path: '/benefits/reach',
          title: 'nav.funnel',
          may: 'screening.read',
          page: () => import('./desk/reach-page.tsx'),
          menu: { group: 'services', icon: 'chart', order: 42 },
        },
      ],
      slots: { 'matter:benefits': () => import('./slots/task.tsx') },
    },
  },
})
