/** The screens of the launcher: the doors on the home page, all services behind one tap, and composing at the desk. */
import { defineWebModule } from '@liren/web'

/** Whoever works or trades puts their own tools in order as residents do, and asks why one is there. */
const tools = {
  path: '/launcher',
  title: 'nav.tools',
  may: 'signed-in',
  page: () => import('./resident/all-page.tsx'),
} as const

export default defineWebModule({
  name: 'launcher',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      pages: [
        { path: '/launcher', title: 'nav.all', page: () => import('./resident/all-page.tsx') },
        { path: '/launcher/needs', title: 'nav.needs', page: () => import('./resident/needs-page.tsx') },
      ],
      slots: { 'home:doors': () => import('./resident/doors.tsx'), 'tool:use': () => import('./parts/used-in.tsx') },
    },
    worker: { pages: [tools], slots: { 'me:top': () => import('./parts/board-tools.tsx') } },
    merchant: { pages: [tools], slots: { 'home:feed': () => import('./parts/board-tools.tsx') } },
    desk: {
      slots: {
        'audience:sees': () => import('./desk/sees-part.tsx'),
        'tool:use': () => import('./parts/used-in.tsx'),
        'boards:unused': () => import('./desk/unused-part.tsx'),
      },
      pages: [
        {
          path: '/launcher',
          title: 'nav.compose',
          may: 'launcher.compose',
          page: () => import('./desk/compose-page.tsx'),
          menu: { group: 'community', icon: 'grid', order: 12 },
        },
        {
          path: '/launcher/mandates',
          title: 'nav.mandates',
          may: 'launcher.mandate',
          page: () => import('./desk/mandates-page.tsx'),
          menu: { group: 'community', icon: 'flag', order: 15 },
        },
      ],
    },
  },
})
