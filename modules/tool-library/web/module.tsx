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

const port = {
  path: '/tool-library/ports/:id',
  title: 'nav.port',
  may: 'signed-in',
  page: () => import('./resident/port-page.tsx'),
} as const

const mine = {
  path: '/tool-library/records',
  title: 'nav.records',
  may: 'signed-in',
  page: () => import('./resident/mine-page.tsx'),
} as const

const remarks = {
  path: '/tool-library/remarks',
  title: 'nav.remarks',
  may: 'signed-in',
  page: () => import('./resident/remarks-page.tsx'),
} as const

export default defineWebModule({
  name: 'tool-library',
  senders: { open: () => import('./send-open.ts') },
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      pages: [
        remarks,
        ...run,
        { path: '/tool-library', title: 'nav.library', page: () => import('./resident/library-page.tsx') },
        { path: '/tool-library/tools/:id', title: 'nav.toolPage', page: () => import('./resident/tool-page.tsx') },
        {
          path: '/tool-library/contribute',
          title: 'nav.contribute',
          page: () => import('./resident/contribute-page.tsx'),
        },
        { path: '/tool-library/needs', title: 'nav.needs', page: () => import('./resident/needs-page.tsx') },
        { path: '/tool-library/run/:id', title: 'nav.run', page: () => import('./resident/run-page.tsx') },
        port,
        mine,
      ],
      slots: {
        'home:waits': () => import('./resident/waits.tsx'),
        'me:sections': () => import('./parts/remarks-row.tsx'),
      },
      tiles: [{ title: 'nav.library', hint: 'nav.libraryHint', path: '/tool-library', icon: 'grid', order: 95 }],
    },
    merchant: {
      pages: [
        remarks,
        { path: '/tool-library/run/:id', title: 'nav.run', page: () => import('./resident/run-page.tsx') },
        port,
        mine,
        {
          path: '/tool-library/contribute',
          title: 'nav.contribute',
          page: () => import('./resident/contribute-page.tsx'),
        },
        ...run,
      ],
      slots: {
        'me:sections': () => import('./parts/remarks-row.tsx'),
        'tools:waits': () => import('./resident/waits.tsx'),
      },
      tiles: [
        {
          title: 'nav.contribute',
          hint: 'nav.contributeHint',
          path: '/tool-library/contribute',
          icon: 'hand',
          order: 90,
        },
      ],
    },
    worker: {
      pages: [
        remarks,
        ...run,
        port,
        { path: '/tool-library', title: 'nav.work', may: 'tool.handle', page: () => import('./worker/tools-page.tsx') },
        {
          path: '/tool-library/studio',
          title: 'nav.studio',
          may: 'tool.make',
          page: () => import('./worker/making-page.tsx'),
        },
        {
          path: '/tool-library/run/:id',
          title: 'nav.run',
          may: 'tool.handle',
          page: () => import('./worker/list-page.tsx'),
        },
      ],
      slots: {
        'inbox:below': () => import('./parts/remarks-row.tsx'),
        'tools:waits': () => import('./resident/waits.tsx'),
      },
      tiles: [
        { title: 'nav.work', path: '/tool-library', icon: 'grid', order: 60, may: 'tool.handle' },
        { title: 'nav.studio', path: '/tool-library/studio', icon: 'layers', order: 61, may: 'tool.make' },
      ],
    },
    desk: {
      slots: {
        'home:waiting': () => import('./desk/waiting.tsx'),
        'mandates:answers': () => import('./desk/recommended-answers.tsx'),
      },
      pages: [
        {
          path: '/tool-library',
          title: 'nav.library',
          page: () => import('./desk/library-page.tsx'),
          menu: { group: 'community', icon: 'layers', order: 14 },
        },
        {
          path: '/tool-library/needs',
          title: 'desk.needs',
          may: 'tool.make',
          page: () => import('./desk/needs-page.tsx'),
          menu: { group: 'community', icon: 'flag', order: 18 },
        },
        {
          path: '/tool-library/norms',
          title: 'nav.norms',
          page: () => import('./desk/norms-page.tsx'),
          menu: { group: 'community', icon: 'list', order: 17 },
        },
        {
          path: '/tool-library/offers',
          title: 'nav.offers',
          may: 'tool.keep',
          page: () => import('./desk/offers-page.tsx'),
          menu: { group: 'data', icon: 'shop', order: 63 },
        },
        {
          path: '/tool-library/uses',
          title: 'nav.uses',
          may: 'tool.use',
          page: () => import('./desk/uses-page.tsx'),
          menu: { group: 'community', icon: 'check', order: 13 },
        },
        {
          path: '/tool-library/studio',
          title: 'nav.studio',
          may: 'tool.make',
          page: () => import('./desk/studio-page.tsx'),
          menu: { group: 'community', icon: 'hand', order: 15 },
        },
        {
          path: '/tool-library/studio/:id',
          title: 'nav.draft',
          may: 'tool.make',
          page: () => import('./desk/studio-page.tsx'),
        },
        {
          path: '/tool-library/reviews',
          title: 'nav.reviews',
          may: 'tool.keep',
          page: () => import('./desk/reviews-page.tsx'),
          menu: { group: 'data', icon: 'shield', order: 60 },
        },
        {
          path: '/tool-library/remarks',
          title: 'nav.remarks',
          may: 'remark.answer',
          page: () => import('./desk/remarks-page.tsx'),
          menu: { group: 'community', icon: 'chat', order: 16 },
        },
        {
          path: '/tool-library/compare',
          title: 'nav.compare',
          may: 'signed-in',
          page: () => import('./desk/compare-page.tsx'),
          menu: { group: 'insight', icon: 'layers', order: 61 },
        },
        {
          path: '/tool-library/publishers',
          title: 'nav.publishers',
          may: 'tool.keep',
          page: () => import('./desk/publishers-page.tsx'),
          menu: { group: 'data', icon: 'key', order: 61 },
        },
        {
          path: '/tool-library/outside',
          title: 'nav.outside',
          may: 'port.read',
          page: () => import('./desk/outside-page.tsx'),
          menu: { group: 'data', icon: 'link', order: 62 },
        },
        {
          path: '/tool-library/boards',
          title: 'nav.boards',
          page: () => import('./desk/boards-page.tsx'),
          menu: { group: 'insight', icon: 'chart', order: 60 },
        },
      ],
    },
  },
})
