/** The screens of the tool library: the library itself, and the generic pages of every tool that runs. */
import { defineWebModule } from '@liren/web'

const run = [
  {
    path: '/tool-library/run/:id/ask/:process',
    title: 'nav.run',
    may: 'tool.ask',
    page: () => import('./resident/ask-page.tsx'),
  },
  {
    path: '/tool-library/records/:id',
    title: 'nav.record',
    may: 'signed-in',
    page: () => import('./resident/record-page.tsx'),
  },
  {
    path: '/tool-library/:id',
    title: 'nav.record',
    may: 'signed-in',
    page: () => import('./resident/of-matter-page.tsx'),
  },
] as const

export default defineWebModule({
  name: 'tool-library',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      pages: [
        ...run,
        { path: '/tool-library', title: 'nav.library', page: () => import('./resident/library-page.tsx') },
        { path: '/tool-library/tools/:id', title: 'nav.toolPage', page: () => import('./resident/tool-page.tsx') },
        { path: '/tool-library/needs', title: 'nav.needs', page: () => import('./resident/needs-page.tsx') },
        { path: '/tool-library/run/:id', title: 'nav.run', page: () => import('./resident/run-page.tsx') },
        {
          path: '/tool-library/records',
          title: 'nav.records',
          may: 'signed-in',
          page: () => import('./resident/mine-page.tsx'),
        },
      ],
      slots: { 'home:waits': () => import('./resident/waits.tsx') },
      tiles: [{ title: 'nav.library', hint: 'nav.libraryHint', path: '/tool-library', icon: 'grid', order: 95 }],
    },
    worker: {
      pages: [
        ...run,
        { path: '/tool-library', title: 'nav.work', may: 'tool.handle', page: () => import('./worker/tools-page.tsx') },
        {
          path: '/tool-library/run/:id',
          title: 'nav.run',
          may: 'tool.handle',
          page: () => import('./worker/list-page.tsx'),
        },
      ],
      tiles: [{ title: 'nav.work', path: '/tool-library', icon: 'grid', order: 60, may: 'tool.handle' }],
    },
  },
})
