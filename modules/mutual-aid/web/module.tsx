/** The screens of mutual aid: requests near me and mine, one request with its steps; the desk that watches over it. */
import { defineWebModule } from '@liren/web'

const danger = {
  path: '/mutual-aid/danger/:id',
  title: 'nav.danger',
  may: 'help.rescue',
  page: () => import('./parts/danger-page.tsx'),
} as const
const ofMatter = { 'matter:mutual-aid': () => import('./parts/go-there.tsx') }

export default defineWebModule({
  name: 'mutual-aid',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      pages: [
        { path: '/mutual-aid', title: 'nav.aid', may: 'help.join', page: () => import('./resident/requests-page.tsx') },
        { path: '/mutual-aid/ask', title: 'nav.ask', may: 'help.join', page: () => import('./resident/ask-page.tsx') },
        {
          path: '/mutual-aid/cooperation',
          title: 'nav.cooperation',
          page: () => import('./resident/cooperation-page.tsx'),
        },
        {
          path: '/mutual-aid/:id',
          title: 'nav.one',
          may: 'help.join',
          page: () => import('./resident/request-page.tsx'),
        },
      ],
      slots: { 'home:waits': () => import('./resident/waits.tsx') },
      tiles: [{ title: 'nav.aid', hint: 'nav.hint', path: '/mutual-aid', icon: 'hand', order: 44 }],
    },
    worker: { slots: ofMatter, pages: [danger] },
    desk: {
      slots: { 'home:waiting': () => import('./desk/waiting.tsx'), ...ofMatter },
      pages: [
        danger,
        {
          path: '/mutual-aid',
          title: 'nav.desk',
          may: 'help.keep',
          page: () => import('./desk/aid-page.tsx'),
          menu: { group: 'community', icon: 'hand', order: 44 },
        },
      ],
    },
  },
})
