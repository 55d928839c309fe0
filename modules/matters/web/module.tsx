/** The screens of the spine: the one inbox, what I reported, progress without login, and the desk's lists. */
import { defineWebModule, type WebPage } from '@liren/web'

const matter: WebPage = {
  path: '/matters/:id',
  title: 'title',
  may: 'signed-in',
  page: () => import('./matter-page.tsx'),
}
const progress: WebPage = {
  path: '/matters/progress',
  title: 'nav.progress',
  page: () => import('./progress-page.tsx'),
  help: 'help.progress',
}
const mine: WebPage = {
  path: '/matters',
  title: 'nav.mine',
  may: 'signed-in',
  page: () => import('./resident/mine-page.tsx'),
  help: 'help.mine',
  tab: { icon: 'list', order: 20 },
}
/** Parts other modules' pages draw of a matter: `<Slot name="matters:timeline" of={matter} />`. */
const parts = {
  'matters:acts': () => import('./slots/acts.tsx'),
  'matters:chips': () => import('./slots/chips.tsx'),
  'matters:clock': () => import('./slots/clock.tsx'),
  'matters:timeline': () => import('./slots/timeline.tsx'),
  'matters:rate': () => import('./slots/rate.tsx'),
  'matters:answers': () => import('./slots/answers.tsx'),
  'matters:thread': () => import('./slots/thread.tsx'),
  'matters:after': () => import('./slots/after.tsx'),
  'matters:next': () => import('./slots/next.tsx'),
  'matters:support': () => import('./slots/support.tsx'),
  'matters:moves': () => import('./slots/moves.tsx'),
  'matters:unmerge': () => import('./slots/unmerge.tsx'),
  'matters:over-fill': () => import('./slots/over-fill.tsx'),
}
const neighbours = {
  slots: {
    ...parts,
    'home:waits': () => import('./waits.tsx'),
    'home:feed': () => import('./slots/home-mine.tsx'),
  },
  pages: [mine, progress, matter],
  tiles: [
    { title: 'nav.progress', hint: 'nav.progressHint', path: '/matters/progress', icon: 'search', order: 80 } as const,
  ],
}

export default defineWebModule({
  name: 'matters',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  senders: {
    say: () => import('./send-say.ts'),
    move: () => import('./send-move.ts'),
    handOn: () => import('./send-hand-on.ts'),
  },
  boards: {
    resident: neighbours,
    merchant: neighbours,
    worker: {
      slots: { ...parts, 'own-unit:waiting': () => import('./slots/own-unit.tsx') },
      pages: [
        {
          path: '/matters',
          title: 'nav.inbox',
          may: 'signed-in',
          page: () => import('./worker/inbox-page.tsx'),
          help: 'help.inbox',
          tab: { icon: 'inbox', order: 10 },
          isHome: true,
        },
        {
          path: '/matters/agenda',
          title: 'nav.agenda',
          may: 'signed-in',
          page: () => import('./worker/agenda-page.tsx'),
        },
        { path: '/matters/mine', title: 'nav.mine', may: 'signed-in', page: () => import('./resident/mine-page.tsx') },
        progress,
        matter,
      ],
    },
    desk: {
      slots: {
        ...parts,
        'home:waiting': () => import('./desk/waiting.tsx'),
        'home:feed': () => import('./desk/in-hand.tsx'),
      },
      pages: [
        {
          path: '/matters',
          title: 'nav.matters',
          may: 'matter.read',
          page: () => import('./desk/matters-page.tsx'),
          menu: { group: 'work', icon: 'list', order: 30 },
        },
        {
          path: '/matters/requests',
          title: 'nav.requests',
          may: 'matter.decide',
          page: () => import('./desk/requests-page.tsx'),
          menu: { group: 'command', icon: 'flag', order: 40 },
        },
        {
          path: '/matters/unanswered',
          title: 'nav.unanswered',
          may: 'matter.talk',
          page: () => import('./desk/unanswered-page.tsx'),
          menu: { group: 'work', icon: 'chat', order: 35 },
        },
        {
          path: '/matters/dissatisfaction',
          title: 'nav.dissatisfaction',
          may: 'queue.read',
          page: () => import('./desk/dissatisfaction-page.tsx'),
          menu: { group: 'insight', icon: 'star', order: 20 },
        },
        {
          path: '/matters/load',
          title: 'nav.load',
          may: 'load.read',
          page: () => import('./desk/load-page.tsx'),
          menu: { group: 'insight', icon: 'layers', order: 27 },
        },
        {
          path: '/matters/own-states',
          title: 'nav.ownStates',
          may: 'settings.change',
          page: () => import('./desk/own-states-page.tsx'),
          menu: { group: 'system', icon: 'flag', order: 45 },
        },
        {
          path: '/matters/flow',
          title: 'nav.flow',
          may: 'queue.read',
          page: () => import('./desk/flow-page.tsx'),
          menu: { group: 'insight', icon: 'layers', order: 25 },
        },
        matter,
      ],
    },
  },
})
