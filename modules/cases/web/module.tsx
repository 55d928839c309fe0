/** The screens of cases (案件): reporting, following and rating for residents and merchants; handling for workers and the desk. */
import { type BoardParts, defineWebModule } from '@liren/web'

/** Whoever lives or trades here reports, follows and looks around; all of it but one's own matters without signing in. */
const neighbours: BoardParts = {
  pages: [
    {
      path: '/cases/report',
      title: 'nav.report',
      page: () => import('./resident/report-page.tsx'),
      help: 'help.report',
      tab: { icon: 'camera', order: 10 },
    },
    { path: '/cases/receipts/:id', title: 'nav.receipt', page: () => import('./resident/receipt-page.tsx') },
    {
      path: '/cases/public',
      title: 'nav.public',
      page: () => import('./resident/public-page.tsx'),
      help: 'help.public',
    },
    { path: '/cases/protection', title: 'nav.protection', page: () => import('./resident/protection-page.tsx') },
    { path: '/cases/how', title: 'nav.how', page: () => import('./resident/how-page.tsx') },
    {
      path: '/cases/:id',
      title: 'title',
      asks: '/api/cases/cases/:id',
      page: () => import('./resident/case-page.tsx'),
    },
  ],
  tiles: [
    {
      title: 'nav.report',
      hint: 'nav.reportHint',
      path: '/cases/report',
      icon: 'camera',
      order: 10,
      isMain: true,
    },
    { title: 'nav.public', hint: 'nav.publicHint', path: '/cases/public', icon: 'map', order: 20 },
    { title: 'nav.protection', hint: 'nav.protectionHint', path: '/cases/protection', icon: 'shield', order: 85 },
    { title: 'nav.how', hint: 'nav.howHint', path: '/cases/how', icon: 'information', order: 90 },
  ],
  slots: {
    'home:top': () => import('./resident/waiting-reports.tsx'),
    'mine:top': () => import('./resident/waiting-reports.tsx'),
    'mine:photo-cases': () => import('./resident/row-photo.tsx'),
    'matters:progress': () => import('./resident/looks-by-code.tsx'),
  },
}

/** Whoever goes out there, handles or takes on: everything about a case on a phone, with or without a network. */
const field: BoardParts = {
  pages: [
    {
      path: '/cases/report',
      title: 'nav.report',
      may: 'case.report',
      page: () => import('./worker/report-page.tsx'),
      help: 'help.field',
      tab: { icon: 'camera', order: 15 },
    },
    {
      path: '/cases/around',
      title: 'nav.around',
      may: 'matter.read',
      page: () => import('./worker/around-page.tsx'),
      tab: { icon: 'map', order: 20 },
    },
    { path: '/cases/queue', title: 'nav.queue', may: 'case.card', page: () => import('./worker/queue-page.tsx') },
    {
      path: '/cases/:id',
      title: 'title',
      may: 'signed-in',
      asks: '/api/cases/cases/:id',
      page: () => import('./worker/case-page.tsx'),
    },
  ],
  slots: {
    'inbox:above': () => import('./worker/waiting.tsx'),
    'inbox:photo-cases': () => import('./worker/row-photo.tsx'),
    'inbox:next-cases': () => import('./worker/row-next.tsx'),
  },
}

/** Dispatchers, leaders, acceptors and supervisors: the board, one case whole, intake for others, the categories. */
const desk: BoardParts = {
  pages: [
    {
      path: '/cases',
      title: 'nav.board',
      may: 'queue.read',
      page: () => import('./desk/board-page.tsx'),
      menu: { group: 'command', icon: 'inbox', order: 10 },
    },
    {
      path: '/cases/new',
      title: 'nav.newReport',
      may: 'case.card',
      page: () => import('./desk/new-page.tsx'),
      menu: { group: 'command', icon: 'plus', order: 20 },
    },
    {
      path: '/cases/categories',
      title: 'nav.categories',
      may: 'signed-in',
      page: () => import('./desk/categories-page.tsx'),
      menu: { group: 'command', icon: 'folder', order: 60 },
    },
    {
      path: '/cases/wording',
      title: 'nav.wording',
      may: 'wording.change',
      page: () => import('./desk/wording-page.tsx'),
      menu: { group: 'data', icon: 'chat', order: 70 },
    },
    { path: '/cases/:id', title: 'title', may: 'signed-in', page: () => import('./desk/case-page.tsx') },
  ],
  slots: {
    'home:top': () => import('./desk/home-figures.tsx'),
    'home:feed': () => import('./desk/most-urgent.tsx'),
    'field:category': () => import('./desk/categories-field.tsx'),
    'name:category': () => import('./slots/category-name.tsx'),
    'name:source': () => import('./slots/source-name.tsx'),
    'row:acts': () => import('./slots/dispatch-here.tsx'),
  },
}

export default defineWebModule({
  name: 'cases',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: { resident: neighbours, merchant: neighbours, worker: field, desk },
  senders: {
    report: () => import('./send-report.ts'),
    move: () => import('./worker/send-move.ts'),
    act: () => import('./worker/send-act.ts'),
    settled: () => import('./worker/send-settled.ts'),
  },
})
