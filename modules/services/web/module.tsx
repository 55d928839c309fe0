/** The screens of services: find, read and apply on phones; items, lists and figures at the desk. */
import { defineWebModule, type WebPage } from '@liren/web'

const pages: readonly WebPage[] = [
  {
    path: '/services/items/:code',
    title: 'nav.item',
    asks: '/api/services/items/:code',
    page: () => import('./parts/item-page.tsx'),
  },
  { path: '/services/bundles/:code', title: 'nav.bundles', page: () => import('./parts/bundle-page.tsx') },
  {
    path: '/services/journey/:id',
    title: 'nav.journey',
    may: 'signed-in',
    page: () => import('./parts/journey-page.tsx'),
  },
  { path: '/services/print/:code', title: 'screen.printPaper', page: () => import('./parts/print-page.tsx') },
  { path: '/services/lists', title: 'nav.openLists', page: () => import('./parts/lists-page.tsx') },
  { path: '/services/lists/:code', title: 'nav.openLists', page: () => import('./parts/list-page.tsx') },
  { path: '/services/mine', title: 'nav.mine', may: 'signed-in', page: () => import('./parts/mine-page.tsx') },
  { path: '/services/proofs', title: 'nav.proofs', page: () => import('./parts/proofs-page.tsx') },
  { path: '/services/notices', title: 'nav.notices', page: () => import('./parts/notices-page.tsx') },
  { path: '/services/notices/:id', title: 'nav.notices', page: () => import('./parts/notice-page.tsx') },
  { path: '/services/posts', title: 'nav.posts', page: () => import('./parts/posts-page.tsx') },
  { path: '/services/verify', title: 'nav.verify', page: () => import('./parts/verify-page.tsx') },
  {
    path: '/services/apply/:code',
    title: 'nav.apply',
    may: 'signed-in',
    page: () => import('./parts/begin-page.tsx'),
  },
  {
    path: '/services/licences',
    title: 'nav.licences',
    may: 'signed-in',
    page: () => import('./parts/licences-page.tsx'),
  },
  {
    path: '/services/decisions/:id',
    title: 'nav.verify',
    may: 'signed-in',
    asks: '/api/services/decisions/:id',
    page: () => import('./parts/decision-page.tsx'),
  },
  {
    path: '/services/:id',
    title: 'nav.application',
    may: 'signed-in',
    asks: '/api/services/applications/:id',
    page: () => import('./parts/application-page.tsx'),
  },
]

export default defineWebModule({
  name: 'services',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      pages: [{ path: '/services', title: 'nav.home', page: () => import('./resident/home-page.tsx') }, ...pages],
      tiles: [{ title: 'nav.home', hint: 'nav.hint', path: '/services', icon: 'document', order: 15 }],
      slots: { 'benefits:policy': () => import('./slots/policy-link.tsx') },
    },
    merchant: {
      pages: [{ path: '/services', title: 'nav.home', page: () => import('./merchant/home-page.tsx') }, ...pages],
      tiles: [{ title: 'nav.home', hint: 'nav.hint', path: '/services', icon: 'document', order: 15 }],
    },
    worker: {
      pages: [
        {
          path: '/services',
          title: 'nav.queue',
          may: 'application.read',
          page: () => import('./worker/queue-page.tsx'),
        },
        { path: '/services/find', title: 'nav.assist', page: () => import('./resident/home-page.tsx') },
        {
          path: '/services/licence-check',
          title: 'nav.licenceCheck',
          may: 'licence.check',
          page: () => import('./worker/licence-check-page.tsx'),
        },
        ...pages,
      ],
      tiles: [
        {
          title: 'nav.queue',
          hint: 'nav.hint',
          path: '/services',
          icon: 'document',
          order: 25,
          may: 'application.read',
        },
      ],
    },
    desk: {
      slots: { 'home:waiting': () => import('./desk/waiting.tsx') },
      pages: [
        {
          path: '/services/board',
          title: 'nav.board',
          may: 'application.read',
          page: () => import('./desk/board-page.tsx'),
          menu: { group: 'services', icon: 'inbox', order: 5 },
        },
        {
          path: '/services/decisions/:id',
          title: 'nav.verify',
          may: 'signed-in',
          page: () => import('./parts/decision-page.tsx'),
        },
        {
          path: '/services/late',
          title: 'nav.late',
          may: 'application.read',
          page: () => import('./desk/late-page.tsx'),
          menu: { group: 'services', icon: 'clock', order: 6 },
        },
        {
          path: '/services/promises',
          title: 'nav.promises',
          may: 'promise.check',
          page: () => import('./desk/promises-page.tsx'),
          menu: { group: 'services', icon: 'check', order: 7 },
        },
        {
          path: '/services',
          title: 'nav.desk',
          may: 'item.keep',
          page: () => import('./desk/items-page.tsx'),
          menu: { group: 'services', icon: 'document', order: 10 },
        },
        {
          path: '/services/import',
          title: 'nav.import',
          may: 'item.keep',
          page: () => import('./desk/import-page.tsx'),
        },
        {
          path: '/services/new',
          title: 'nav.newItem',
          may: 'item.keep',
          page: () => import('./desk/new-item-page.tsx'),
        },
        {
          path: '/services/lists',
          title: 'nav.lists',
          may: 'item.keep',
          page: () => import('./desk/lists-page.tsx'),
          menu: { group: 'services', icon: 'list', order: 20 },
        },
        {
          path: '/services/edit/:code',
          title: 'nav.edit',
          may: 'item.keep',
          page: () => import('./desk/edit/edit-item-page.tsx'),
        },
        {
          path: '/services/abolished',
          title: 'nav.proofs',
          may: 'item.keep',
          page: () => import('./desk/proofs-page.tsx'),
          menu: { group: 'services', icon: 'document', order: 25 },
        },
        {
          path: '/services/posts',
          title: 'nav.posts',
          may: 'post.keep',
          page: () => import('./desk/posts-page.tsx'),
          menu: { group: 'services', icon: 'people', order: 26 },
        },
        {
          path: '/services/plans',
          title: 'nav.plans',
          may: 'savings.read',
          page: () => import('./desk/plans-page.tsx'),
          menu: { group: 'services', icon: 'flag', order: 28 },
        },
        {
          path: '/services/savings',
          title: 'nav.savings',
          may: 'savings.read',
          page: () => import('./desk/savings-page.tsx'),
          menu: { group: 'services', icon: 'chart', order: 30 },
        },
      ],
    },
  },
  senders: { correct: () => import('./send-correct.ts') },
})
