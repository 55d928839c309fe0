/** The screens of the exchange: for the desk only. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'connectors',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    desk: {
      pages: [
        {
          path: '/connectors',
          title: 'nav.peers',
          may: 'exchange.read',
          page: () => import('./desk/peers-page.tsx'),
          menu: { group: 'system', icon: 'link', order: 60 },
        },
        {
          path: '/connectors/messages',
          title: 'nav.messages',
          may: 'exchange.read',
          page: () => import('./desk/messages-page.tsx'),
          menu: { group: 'command', icon: 'layers', order: 70 },
        },
        {
          path: '/connectors/answers',
          title: 'nav.answers',
          may: 'exchange.handOver',
          page: () => import('./desk/answers-page.tsx'),
        },
        {
          path: '/connectors/comparisons',
          title: 'nav.comparisons',
          may: 'exchange.read',
          page: () => import('./desk/comparisons-page.tsx'),
        },
        {
          path: '/connectors/differences',
          title: 'nav.differences',
          may: 'exchange.read',
          page: () => import('./desk/differences-page.tsx'),
        },
      ],
      slots: {
        'case-page:aside': () => import('./desk/case-exchange.tsx'),
        'home:waiting': () => import('./desk/waiting.tsx'),
        'board:notice': () => import('./desk/board-notice.tsx'),
      },
    },
  },
})
