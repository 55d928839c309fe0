/** The screens of the mall: goods near me and my codes; the shop's counter; the desk that keeps it all. */
import { defineWebModule } from '@liren/web'

const counter = {
  path: '/mall',
  title: 'nav.counter',
  may: 'mall.serve',
  page: () => import('./merchant/counter-page.tsx'),
} as const

export default defineWebModule({
  name: 'mall',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      pages: [
        { path: '/mall', title: 'nav.mall', page: () => import('./resident/goods-page.tsx') },
        {
          path: '/mall/reservations',
          title: 'nav.reservations',
          may: 'mall.redeem',
          page: () => import('./resident/reservations-page.tsx'),
        },
      ],
      slots: { 'home:waits': () => import('./resident/waits.tsx') },
      tiles: [{ title: 'nav.mall', hint: 'nav.hint', path: '/mall', icon: 'gift', order: 42 }],
    },
    merchant: {
      pages: [counter],
      tiles: [{ title: 'nav.counter', hint: 'nav.hint', path: '/mall', icon: 'shop', order: 20 }],
    },
    worker: {
      pages: [counter],
      tiles: [{ title: 'nav.counter', path: '/mall', icon: 'shop', order: 62, may: 'mall.serve' }],
    },
    desk: {
      slots: { 'home:waiting': () => import('./desk/waiting.tsx') },
      pages: [
        {
          path: '/mall',
          title: 'nav.desk',
          may: 'mall.keep',
          page: () => import('./desk/mall-page.tsx'),
          menu: { group: 'community', icon: 'gift', order: 42 },
        },
      ],
    },
  },
  senders: { handOver: () => import('./send-hand-over.ts') },
})
