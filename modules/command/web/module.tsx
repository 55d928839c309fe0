/** The screens of the command centre: the live board on desk and wall, and the lists behind it. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'command',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    worker: {
      pages: [
        { path: '/command/calls', title: 'nav.calls', may: 'signed-in', page: () => import('./worker/calls-page.tsx') },
      ],
      slots: {
        'inbox:above': () => import('./worker/called.tsx'),
        'case-page:main': () => import('./parts/ladder.tsx'),
      },
    },
    desk: {
      slots: { 'case-page:aside': () => import('./desk/case-aside.tsx') },
      pages: [
        {
          path: '/command',
          title: 'nav.board',
          may: 'board.read',
          page: () => import('./desk/board-page.tsx'),
          menu: { group: 'command', icon: 'eye', order: 5 },
        },
        {
          path: '/command/figures',
          title: 'nav.figures',
          may: 'indicator.read',
          page: () => import('./desk/figures-page.tsx'),
          menu: { group: 'command', icon: 'chart', order: 50 },
        },
        {
          path: '/command/briefs',
          title: 'nav.briefs',
          may: 'board.read',
          page: () => import('./desk/briefs-page.tsx'),
          menu: { group: 'command', icon: 'document', order: 55 },
        },
        {
          path: '/command/briefs/:id',
          title: 'nav.briefs',
          may: 'board.read',
          page: () => import('./desk/brief-page.tsx'),
        },
        { path: '/command/wall', title: 'nav.wall', may: 'board.read', page: () => import('./desk/wall-page.tsx') },
        {
          path: '/command/cases',
          title: 'nav.list',
          may: 'indicator.read',
          page: () => import('./desk/list-page.tsx'),
        },
      ],
    },
  },
})
