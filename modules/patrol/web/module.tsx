/** The screens of patrol: today's round with its stops, visits and unforeseen happenings on a phone; routes and coverage at the desk. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'patrol',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    worker: {
      pages: [
        {
          path: '/patrol',
          title: 'nav.today',
          may: 'round.walk',
          page: () => import('./worker/today-page.tsx'),
          tab: { icon: 'flag', order: 18, title: 'nav.tab' },
        },
        {
          path: '/patrol/visits',
          title: 'nav.visit',
          may: 'visit.record',
          page: () => import('./worker/visit-page.tsx'),
        },
        {
          path: '/patrol/happenings',
          title: 'nav.happening',
          may: 'visit.record',
          page: () => import('./worker/happening-page.tsx'),
        },
      ],
    },
    desk: {
      pages: [
        {
          path: '/patrol',
          title: 'nav.desk',
          may: 'round.cover',
          page: () => import('./desk/patrol-page.tsx'),
          menu: { group: 'community', icon: 'flag', order: 30 },
        },
      ],
    },
  },
  senders: {
    round: () => import('./send-round.ts'),
    record: () => import('./send-record.ts'),
    note: () => import('./send-note.ts'),
    diary: () => import('./send-diary.ts'),
  },
})
