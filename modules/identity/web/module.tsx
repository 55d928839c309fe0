/** The screens of identity (身份): signing in on every board, one's own account, and the administrators' pages. */
import { type BoardParts, defineWebModule, type WebPage } from '@liren/web'

const signIn: WebPage = { path: '/sign-in', title: 'nav.signIn', page: () => import('./sign-in-page.tsx') }
const register: WebPage = { path: '/register', title: 'nav.register', page: () => import('./register-page.tsx') }
/** Opened by a phone's camera: the square a screen shows. */
const letIn: WebPage = {
  path: '/sign-in/screen/:code',
  title: 'nav.letIn',
  may: 'signed-in',
  page: () => import('./let-in-page.tsx'),
}
const account: WebPage = {
  path: '/identity/account',
  title: 'nav.account',
  may: 'signed-in',
  page: () => import('./account-page.tsx'),
}

const recordAuthority: WebPage = {
  path: '/identity/authorities/:personId',
  title: 'nav.recordAuthority',
  may: 'authority.record',
  page: () => import('./record-authority-page.tsx'),
}

const practice = {
  path: '/identity/practice',
  title: 'nav.practice',
  may: 'practice.use',
} as const

/** On a person's page, for whoever serves where they live. */
const over = { 'person:authorities': () => import('./authorities-over.tsx') }

const proof = { 'proof:sheet': () => import('./proof-sheet.tsx') }

/** Phones show the link to the account under "me", and say for whom one is acting. */
const phone: BoardParts = {
  pages: [signIn, register, account],
  slots: {
    ...proof,
    'bar:top': () => import('./assisted-banner.tsx'),
    'me:sections': () => import('./account-link.tsx'),
  },
}

export default defineWebModule({
  name: 'identity',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      ...phone,
      pages: [
        ...(phone.pages ?? []),
        letIn,
        { path: '/identity/family', title: 'nav.family', may: 'signed-in', page: () => import('./family-page.tsx') },
        { path: '/login/:provider', title: 'nav.signIn', page: () => import('./provider-page.tsx') },
      ],
    },
    merchant: phone,
    worker: {
      ...phone,
      slots: { ...phone.slots, ...over, 'own-unit:contracts': () => import('./own-contracts.tsx') },
      pages: [...(phone.pages ?? []), recordAuthority, { ...practice, page: () => import('./practice-page.tsx') }],
    },
    desk: {
      pages: [
        signIn,
        account,
        recordAuthority,
        {
          path: '/identity/accounts',
          title: 'nav.accounts',
          may: 'account.list',
          page: () => import('./desk/accounts-page.tsx'),
          menu: { group: 'system', icon: 'people', order: 10 },
        },
        {
          path: '/identity/grants',
          title: 'nav.grants',
          may: 'grant.read',
          page: () => import('./desk/grants-page.tsx'),
          menu: { group: 'system', icon: 'key', order: 20 },
        },
        {
          path: '/identity/contracts',
          title: 'nav.contracts',
          may: 'contract.read',
          page: () => import('./desk/contracts-page.tsx'),
          menu: { group: 'system', icon: 'document', order: 30 },
        },
        {
          ...practice,
          page: () => import('./desk/practice-page.tsx'),
          menu: { group: 'system', icon: 'heart', order: 60 },
        },
        {
          path: '/identity/authorities',
          title: 'nav.authorities',
          may: 'authority.read',
          page: () => import('./desk/authorities-page.tsx'),
          menu: { group: 'system', icon: 'person', order: 40 },
        },
        {
          path: '/identity/registrations',
          title: 'nav.registrations',
          may: 'registration.read',
          page: () => import('./desk/registrations-page.tsx'),
          menu: { group: 'people', icon: 'chart', order: 80 },
        },
        {
          path: '/identity/drive',
          title: 'nav.drive',
          may: 'registration.read',
          page: () => import('./desk/drive-page.tsx'),
          menu: { group: 'people', icon: 'flag', order: 82 },
        },
      ],
      slots: {
        'home:waiting': () => import('./desk/waiting.tsx'),
        ...over,
        'field:account': () => import('./desk/account-field.tsx'),
        ...proof,
        'bar:tools': () => import('./assisted-banner.tsx'),
        'account:menu': () => import('./account-link.tsx'),
      },
    },
  },
})
