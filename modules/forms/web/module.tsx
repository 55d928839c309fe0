/** The screens of forms. */
import { defineWebModule, type WebPage } from '@liren/web'

const filling: readonly WebPage[] = [
  { path: '/forms', title: 'nav.mine', may: 'form.fill', page: () => import('./resident/forms-page.tsx') },
  { path: '/forms/begin/:code', title: 'title', may: 'form.fill', page: () => import('./resident/begin-page.tsx') },
  { path: '/forms/print/:code', title: 'nav.paper', page: () => import('./resident/print-page.tsx') },
  {
    path: '/forms/:id',
    title: 'title',
    may: 'form.fill',
    asks: '/api/forms/submissions/:id',
    page: () => import('./resident/fill-page.tsx'),
  },
]
const mine = { 'me:sections': () => import('./resident/my-forms-row.tsx') }

export default defineWebModule({
  name: 'forms',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: { pages: filling, slots: mine },
    worker: {
      pages: [
        ...filling,
        {
          path: '/forms/paper',
          title: 'nav.enterPaper',
          may: 'form.fill',
          page: () => import('./worker/enter-paper-page.tsx'),
        },
      ],
      slots: mine,
    },
    merchant: { pages: filling, slots: mine },
    desk: {
      pages: [
        {
          path: '/forms',
          title: 'title',
          may: 'form.read',
          page: () => import('./desk/forms-page.tsx'),
          menu: { group: 'services', icon: 'document', order: 60 },
        },
        { path: '/forms/edit/:code', title: 'nav.edit', may: 'form.read', page: () => import('./desk/edit-page.tsx') },
        {
          path: '/forms/savings',
          title: 'nav.savings',
          may: 'form.read',
          page: () => import('./desk/savings-page.tsx'),
          menu: { group: 'insight', icon: 'chart', order: 60 },
        },
        {
          path: '/forms/handed-in',
          title: 'nav.handedIn',
          may: 'submission.read',
          page: () => import('./desk/handed-in-page.tsx'),
          menu: { group: 'services', icon: 'inbox', order: 61 },
        },
      ],
    },
  },
  senders: { submit: () => import('./send-submit.ts') },
})
