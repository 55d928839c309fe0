/** The screens of the command centre: the live board on desk and wall, and the lists behind it. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'command',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  senders: { callUp: () => import('./send-call-up.ts') },
  boards: {
    worker: {
      pages: [
        { path: '/command/calls', title: 'nav.calls', may: 'signed-in', page: () => import('./worker/calls-page.tsx') },
        {
          path: '/command/alerts',
          title: 'nav.alerts',
          may: 'signed-in',
          page: () => import('./worker/alerts-page.tsx'),
        },
        {
          path: '/command/mine',
          title: 'nav.myFigures',
          may: 'indicator.read',
          page: () => import('./worker/mine-page.tsx'),
        },
        {
          path: '/command/scores',
          title: 'nav.myScores',
          may: 'indicator.read',
          page: () => import('./worker/scores-page.tsx'),
        },
        {
          path: '/command/cases',
          title: 'nav.list',
          may: 'indicator.read',
          page: () => import('./worker/cases-page.tsx'),
        },
      ],
      tiles: [
        {
          title: 'nav.calls',
          hint: 'nav.callsHint',
          path: '/command/calls',
          icon: 'phone',
          order: 46,
        },
        {
          title: 'nav.myFigures',
          hint: 'nav.myFiguresHint',
          path: '/command/mine',
          icon: 'chart',
          order: 47,
          may: 'indicator.read',
        },
      ],
      slots: {
        'inbox:above': () => import('./parts/called.tsx'),
        'case-page:main': () => import('./worker/case-main.tsx'),
      },
    },
    desk: {
      slots: {
        'case-page:aside': () => import('./desk/case-aside.tsx'),
        'home:waiting': () => import('./desk/waiting.tsx'),
      },
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
          path: '/command/allocation',
          title: 'nav.allocation',
          may: 'board.read',
          page: () => import('./desk/allocation-page.tsx'),
          menu: { group: 'command', icon: 'people', order: 52 },
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
        {
          path: '/command/alerts',
          title: 'nav.alerts',
          may: 'board.read',
          page: () => import('./desk/alerts-page.tsx'),
          menu: { group: 'command', icon: 'warning', order: 6 },
        },
        {
          path: '/command/calls',
          title: 'nav.callsDesk',
          may: 'signed-in',
          page: () => import('./desk/calls-page.tsx'),
          menu: { group: 'command', icon: 'phone', order: 8 },
        },
        {
          path: '/command/alert-rules',
          title: 'nav.alertRules',
          may: 'board.read',
          page: () => import('./desk/alert-rules-page.tsx'),
        },
        {
          path: '/command/plans',
          title: 'nav.plans',
          may: 'board.read',
          page: () => import('./desk/plans-page.tsx'),
          menu: { group: 'command', icon: 'layers', order: 7 },
        },
        {
          path: '/command/plans/new',
          title: 'nav.planEdit',
          may: 'plan.edit',
          page: () => import('./desk/plan-new-page.tsx'),
        },
        {
          path: '/command/plans/:id',
          title: 'nav.plans',
          may: 'board.read',
          page: () => import('./desk/plan-page.tsx'),
        },
        {
          path: '/command/plans/running/:id',
          title: 'nav.launch',
          may: 'board.read',
          page: () => import('./desk/launch-page.tsx'),
        },
        {
          path: '/command/scores',
          title: 'nav.scores',
          may: 'indicator.read',
          page: () => import('./desk/scores-page.tsx'),
          menu: { group: 'command', icon: 'star', order: 52 },
        },
        {
          path: '/command/baselines',
          title: 'nav.baselines',
          may: 'indicator.read',
          page: () => import('./desk/baselines-page.tsx'),
          menu: { group: 'command', icon: 'flag', order: 53 },
        },
        {
          path: '/command/misassigned',
          title: 'nav.misassigned',
          may: 'indicator.read',
          page: () => import('./desk/misassigned-page.tsx'),
          menu: { group: 'insight', icon: 'layers', order: 30 },
        },
        {
          path: '/command/papers',
          title: 'nav.papers',
          may: 'paper.enter',
          page: () => import('./desk/papers-page.tsx'),
          menu: { group: 'command', icon: 'print', order: 58 },
        },
        {
          path: '/command/papers/print',
          title: 'nav.papers',
          may: 'paper.enter',
          page: () => import('./desk/papers-print-page.tsx'),
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
