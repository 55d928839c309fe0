/** The screens of appointments: booking on phones, the list of today at the window, hours and quotas at the desk. */
import { defineWebModule, type WebPage } from '@liren/web'

const pages: readonly WebPage[] = [
  { path: '/appointments', title: 'nav.home', page: () => import('./resident/places-page.tsx') },
  { path: '/appointments/mine', title: 'nav.mine', may: 'signed-in', page: () => import('./resident/mine-page.tsx') },
  { path: '/appointments/:id', title: 'nav.home', may: 'signed-in', page: () => import('./resident/book-page.tsx') },
]
const neighbours = {
  pages,
  slots: { 'home:waits': () => import('./waits.tsx'), 'matters:book': () => import('./slots/book-link.tsx') },
  tiles: [{ title: 'nav.home', hint: 'nav.hint', path: '/appointments', icon: 'calendar', order: 18 } as const],
}

export default defineWebModule({
  name: 'appointments',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: neighbours,
    merchant: neighbours,
    worker: {
      pages: [
        {
          path: '/appointments',
          title: 'nav.today',
          may: 'booking.receive',
          page: () => import('./worker/today-page.tsx'),
        },
      ],
      tiles: [{ title: 'nav.today', path: '/appointments', icon: 'calendar', order: 28, may: 'booking.receive' }],
    },
    desk: {
      pages: [
        {
          path: '/appointments',
          title: 'nav.desk',
          may: 'place.keep',
          page: () => import('./desk/places-page.tsx'),
          menu: { group: 'services', icon: 'calendar', order: 40 },
        },
      ],
    },
  },
})
