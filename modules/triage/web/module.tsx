/** The screens of triage. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'triage',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    desk: {
      pages: [
        {
          path: '/triage',
          title: 'title',
          may: 'triage.read',
          page: () => import('./desk/standing-page.tsx'),
          menu: { group: 'command', icon: 'filter', order: 40 },
        },
      ],
    },
  },
})
