/** The screens of triage: proposals beside a case, a hint before reporting, and desk pages about how well it goes. */
import { defineWebModule } from '@liren/web'

const advice = () => import('./parts/advice.tsx')
const grade = () => import('./parts/proposed-grade.tsx')
const known = () => import('./resident/known-already.tsx')
const staffObjection = () => import('./parts/merge-objection.tsx')
const sentBack = () => import('./resident/sent-back.tsx')
const objection = () => import('./resident/merge-objection.tsx')

export default defineWebModule({
  name: 'triage',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: { slots: { 'report:hints': known, 'case-page:after': objection, 'how:after': sentBack } },
    merchant: { slots: { 'report:hints': known, 'case-page:after': objection, 'how:after': sentBack } },
    worker: { slots: { 'case:advice': advice, 'case:grade': grade, 'case-page:main': staffObjection } },
    desk: {
      slots: {
        'case:advice': advice,
        'case:grade': grade,
        'case-page:main': staffObjection,
        'topic:acts': () => import('./slots/topic-spots.tsx'),
      },
      pages: [
        {
          path: '/triage',
          title: 'nav.quality',
          may: 'triage.judge',
          page: () => import('./desk/quality-page.tsx'),
          menu: { group: 'command', icon: 'filter', order: 40 },
        },
        {
          path: '/triage/behind',
          title: 'nav.behind',
          may: 'triage.judge',
          page: () => import('./desk/behind-page.tsx'),
        },
        {
          path: '/triage/placings',
          title: 'nav.placings',
          may: 'triage.judge',
          page: () => import('./desk/placings-page.tsx'),
        },
        {
          path: '/triage/batches',
          title: 'nav.batches',
          may: 'triage.batch',
          page: () => import('./desk/batches-page.tsx'),
          menu: { group: 'command', icon: 'layers', order: 41 },
        },
        {
          path: '/triage/hotspots',
          title: 'nav.hotspots',
          may: 'triage.judge',
          page: () => import('./desk/hotspots-page.tsx'),
          menu: { group: 'command', icon: 'warning', order: 42 },
        },
        {
          path: '/triage/thresholds',
          title: 'nav.thresholds',
          may: 'triage.judge',
          page: () => import('./desk/thresholds-page.tsx'),
          menu: { group: 'command', icon: 'settings', order: 44 },
        },
        {
          path: '/triage/examples',
          title: 'nav.examples',
          may: 'triage.tune',
          page: () => import('./desk/examples-page.tsx'),
          menu: { group: 'command', icon: 'list', order: 46 },
        },
      ],
    },
  },
})
