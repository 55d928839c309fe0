/** The screens of sample notes: a page for residents, and one for the community's desk. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'sample-notes',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      pages: [
        { path: '/sample-notes', title: 'title', may: 'signed-in', page: () => import('./resident/notes-page.tsx') },
      ],
      tiles: [{ title: 'title', hint: 'nav.hint', path: '/sample-notes', icon: 'chat', order: 90 }],
    },
    desk: {
      pages: [
        {
          path: '/sample-notes',
          title: 'title',
          may: 'sample-notes.read',
          page: () => import('./desk/notes-page.tsx'),
          menu: { group: 'community', icon: 'chat', order: 90 },
        },
      ],
    },
  },
})
