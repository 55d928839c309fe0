/** The screens of the ledger: its page at the desk, and a part of every case page where staff say which thing it is about. */
import { defineWebModule } from '@liren/web'

const ofCase = () => import('./parts/things-of-case.tsx')

export default defineWebModule({
  name: 'things',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    worker: { slots: { 'case-page:main': ofCase } },
    desk: {
      pages: [
        {
          path: '/things',
          title: 'nav.things',
          may: 'thing.read',
          page: () => import('./desk/things-page.tsx'),
          menu: { group: 'data', icon: 'pin', order: 15 },
        },
      ],
      slots: { 'case-page:main': ofCase },
    },
  },
})
