/** The screens of the data catalogue: my data, consents and footprints; doubtful values at the door; dictionary and datasets at the desk. */
import { defineWebModule } from '@liren/web'

const mine = [
  {
    path: '/catalogue/me',
    title: 'nav.myData',
    may: 'signed-in' as const,
    page: () => import('./resident/my-data-page.tsx'),
  },
  {
    path: '/catalogue/me/consents',
    title: 'nav.consents',
    may: 'signed-in' as const,
    page: () => import('./resident/consents-page.tsx'),
  },
  {
    path: '/catalogue/me/looks',
    title: 'nav.looks',
    may: 'signed-in' as const,
    page: () => import('./resident/looks-page.tsx'),
  },
]
const slots = { 'me:sections': () => import('./resident/my-data-link.tsx') }

export default defineWebModule({
  name: 'catalogue',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      pages: [
        ...mine,
        { path: '/catalogue/breaches', title: 'nav.toldBreaches', page: () => import('./resident/breaches-page.tsx') },
        { path: '/catalogue/open', title: 'nav.open', page: () => import('./resident/open-data-page.tsx') },
      ],
      tiles: [{ title: 'nav.open', hint: 'nav.openHint', path: '/catalogue/open', icon: 'folder', order: 90 }],
      slots,
    },
    merchant: {
      pages: [
        ...mine,
        {
          path: '/catalogue/enterprise',
          title: 'nav.firmData',
          may: 'signed-in' as const,
          page: () => import('./merchant/firm-data-page.tsx'),
        },
      ],
      tiles: [
        { title: 'nav.firmData', hint: 'nav.firmDataHint', path: '/catalogue/enterprise', icon: 'shield', order: 80 },
      ],
      slots,
    },
    worker: {
      pages: [
        {
          path: '/catalogue/exceptions',
          title: 'nav.exceptions',
          may: 'exception.check',
          page: () => import('./worker/exceptions-page.tsx'),
        },
      ],
      tiles: [
        {
          title: 'nav.exceptions',
          hint: 'nav.exceptionsHint',
          path: '/catalogue/exceptions',
          icon: 'check',
          order: 60,
          may: 'exception.check',
        },
      ],
      slots: {
        'matter:catalogue': () => import('./slots/challenge.tsx'),
        'person:facts': () => import('./slots/verify-person.tsx'),
      },
    },
    desk: {
      slots: {
        'home:waiting': () => import('./desk/waiting.tsx'),
        'matter:catalogue': () => import('./slots/challenge.tsx'),
        'person:facts': () => import('./slots/verify-person.tsx'),
      },
      pages: [
        {
          path: '/catalogue',
          title: 'nav.dictionary',
          may: 'entry.read',
          page: () => import('./desk/dictionary-page.tsx'),
          menu: { group: 'data', icon: 'document', order: 10 },
        },
        {
          path: '/catalogue/datasets',
          title: 'nav.datasets',
          may: 'dataset.read',
          page: () => import('./desk/datasets-page.tsx'),
          menu: { group: 'data', icon: 'folder', order: 20 },
        },
        {
          path: '/catalogue/updates',
          title: 'nav.updates',
          may: 'dataset.submit',
          page: () => import('./desk/updates-page.tsx'),
          menu: { group: 'data', icon: 'check', order: 30 },
        },
        {
          path: '/catalogue/values',
          title: 'nav.values',
          may: 'value.tell',
          page: () => import('./desk/values-page.tsx'),
          menu: { group: 'data', icon: 'upload', order: 25 },
        },
        {
          path: '/catalogue/ports',
          title: 'nav.ports',
          may: 'owner-port.read',
          page: () => import('./desk/owner-ports-page.tsx'),
          menu: { group: 'data', icon: 'layers', order: 35 },
        },
        {
          path: '/catalogue/outgoing',
          title: 'nav.outgoing',
          may: 'outgoing.read',
          page: () => import('./desk/outgoing-page.tsx'),
          menu: { group: 'data', icon: 'refresh', order: 37 },
        },
        {
          path: '/catalogue/sharing',
          title: 'nav.sharing',
          may: 'sharing.ask',
          page: () => import('./desk/sharing-page.tsx'),
          menu: { group: 'data', icon: 'people', order: 40 },
        },
        {
          path: '/catalogue/rights',
          title: 'nav.rights',
          may: 'right.answer',
          page: () => import('./desk/rights-page.tsx'),
          menu: { group: 'data', icon: 'shield', order: 50 },
        },
        {
          path: '/catalogue/firm-questions',
          title: 'nav.firmQuestions',
          may: 'right.answer',
          page: () => import('./desk/firm-questions-page.tsx'),
          menu: { group: 'data', icon: 'shield', order: 52 },
        },
        {
          path: '/catalogue/quality',
          title: 'nav.quality',
          may: 'entry.read',
          page: () => import('./desk/quality-page.tsx'),
          menu: { group: 'data', icon: 'check', order: 58 },
        },
        {
          path: '/catalogue/breaches',
          title: 'nav.breaches',
          may: 'breach.report',
          page: () => import('./desk/breaches-page.tsx'),
          menu: { group: 'data', icon: 'warning', order: 59 },
        },
        {
          path: '/catalogue/governance',
          title: 'nav.governance',
          may: 'dataset.read',
          page: () => import('./desk/governance-page.tsx'),
          menu: { group: 'data', icon: 'settings', order: 60 },
        },
      ],
    },
  },
})
