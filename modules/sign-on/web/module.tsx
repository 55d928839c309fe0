/** The screens of single sign-on: agreeing to what a tool may learn, taking it back, and the desk that hands out secrets. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'sign-on',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      pages: [
        { path: '/sign-on', title: 'nav.mine', may: 'signed-in', page: () => import('./resident/tools-page.tsx') },
        {
          path: '/sign-on/ask/:uid',
          title: 'nav.ask',
          may: 'signed-in',
          page: () => import('./resident/ask-page.tsx'),
        },
      ],
      slots: { 'me:sections': () => import('./resident/my-tools.tsx') },
    },
    desk: {
      pages: [
        {
          path: '/sign-on',
          title: 'nav.clients',
          may: 'sign-on.keep',
          page: () => import('./desk/clients-page.tsx'),
          menu: { group: 'system', icon: 'key', order: 46 },
        },
      ],
    },
  },
})
