/** The screens of the territory (地域): the map for all boards, the keeping of areas on the desk. */
import { defineWebModule } from '@liren/web'

const map = { 'territory:map': () => import('./area-map.tsx') }

export default defineWebModule({
  name: 'territory',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  areas: () => import('./areas.ts'),
  boards: {
    resident: { slots: map },
    worker: { slots: map },
    merchant: { slots: map },
    desk: {
      slots: {
        ...map,
        'field:area': () => import('./desk/area-field.tsx'),
        'field:dwelling': () => import('./desk/dwelling-field.tsx'),
      },
      pages: [
        {
          path: '/territory',
          title: 'nav.territory',
          may: 'area.change',
          page: () => import('./desk/territory-page.tsx'),
          menu: { group: 'organisation', icon: 'map', order: 10 },
        },
      ],
    },
  },
})
