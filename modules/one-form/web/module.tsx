/** The screens of one form: exceptions at the door; the list of reports and the burden at the desk. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'one-form',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    worker: {
      slots: { 'matter:one-form': () => import('./slots/filing-link.tsx') },
      pages: [
        {
          path: '/one-form/filings',
          title: 'nav.filings',
          may: 'filing.confirm',
          page: () => import('./worker/filings-page.tsx'),
        },
      ],
      tiles: [
        {
          title: 'nav.filings',
          hint: 'nav.filingsHint',
          path: '/one-form/filings',
          icon: 'document',
          order: 61,
          may: 'filing.confirm',
        },
      ],
    },
    desk: {
      pages: [
        {
          path: '/one-form',
          title: 'nav.reports',
          may: 'ledger-report.read',
          page: () => import('./desk/reports-page.tsx'),
          menu: { group: 'data', icon: 'list', order: 5 },
        },
        {
          path: '/one-form/burden',
          title: 'nav.burden',
          may: 'burden.read',
          page: () => import('./desk/burden-page.tsx'),
          menu: { group: 'data', icon: 'clock', order: 6 },
        },
      ],
    },
  },
})
