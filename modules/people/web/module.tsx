/** The screens of the register: keeping it on the desk, checking it at the door, and for everybody their own entry. */
import { defineWebModule } from '@liren/web'

const own = {
  pages: [
    {
      path: '/people/me',
      title: 'nav.me',
      may: 'signed-in' as const,
      page: () => import('./resident/my-record-page.tsx'),
    },
    {
      path: '/people/me/footprints',
      title: 'nav.myFootprints',
      may: 'signed-in' as const,
      page: () => import('./resident/my-footprints-page.tsx'),
    },
    {
      path: '/people/me/rights',
      title: 'nav.myRights',
      may: 'signed-in' as const,
      page: () => import('./resident/my-rights-page.tsx'),
    },
  ],
  slots: { 'me:sections': () => import('./resident/my-record-link.tsx') },
}

export default defineWebModule({
  name: 'people',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: own,
    merchant: {
      ...own,
      pages: [
        ...own.pages,
        {
          path: '/people/enterprises',
          title: 'nav.myEnterprises',
          may: 'signed-in',
          page: () => import('./merchant/my-enterprises-page.tsx'),
        },
      ],
      tiles: [
        {
          title: 'nav.myEnterprises',
          hint: 'nav.myEnterprisesHint',
          path: '/people/enterprises',
          icon: 'shop',
          order: 50,
          may: 'signed-in',
        },
      ],
    },
    worker: {
      pages: [
        {
          path: '/people',
          title: 'nav.neighbours',
          may: 'person.read',
          page: () => import('./worker/neighbours-page.tsx'),
        },
        {
          path: '/people/new',
          title: 'nav.registerPerson',
          may: 'person.register',
          page: () => import('./worker/register-page.tsx'),
        },
        {
          path: '/people/:id',
          title: 'nav.neighbour',
          may: 'person.read',
          page: () => import('./worker/neighbour-page.tsx'),
        },
      ],
      tiles: [
        {
          title: 'nav.neighbours',
          hint: 'nav.neighboursHint',
          path: '/people',
          icon: 'person',
          order: 40,
          may: 'person.read',
        },
      ],
    },
    desk: {
      slots: {
        'home:waiting': () => import('./desk/waiting.tsx'),
        'field:person': () => import('./desk/person-field.tsx'),
        'field:audience': () => import('./desk/audience-field.tsx'),
        'services:approved': () => import('./desk/birth-after.tsx'),
      },
      pages: [
        {
          path: '/people',
          title: 'nav.persons',
          may: 'person.read',
          page: () => import('./desk/persons-page.tsx'),
          menu: { group: 'people', icon: 'person', order: 10 },
        },
        {
          path: '/people/exceptions',
          title: 'nav.exceptions',
          may: 'person.update',
          page: () => import('./desk/exceptions-page.tsx'),
          menu: { group: 'people', icon: 'warning', order: 20 },
        },
        {
          path: '/people/memberships',
          title: 'nav.memberships',
          may: 'membership.verify',
          page: () => import('./desk/memberships-page.tsx'),
          menu: { group: 'people', icon: 'check', order: 25 },
        },
        {
          path: '/people/homes',
          title: 'nav.homes',
          may: 'person.read',
          page: () => import('./desk/homes-page.tsx'),
          menu: { group: 'people', icon: 'home', order: 15 },
        },
        {
          path: '/people/coverage',
          title: 'nav.coverage',
          may: 'coverage.read',
          page: () => import('./desk/coverage-page.tsx'),
          menu: { group: 'people', icon: 'chart', order: 30 },
        },
        {
          path: '/people/enterprises',
          title: 'nav.enterprises',
          may: 'enterprise.read',
          page: () => import('./desk/enterprises-page.tsx'),
          menu: { group: 'people', icon: 'shop', order: 40 },
        },
        {
          path: '/people/import',
          title: 'nav.import',
          may: 'register.import',
          page: () => import('./desk/import-page.tsx'),
          menu: { group: 'people', icon: 'upload', order: 50 },
        },
        {
          path: '/people/questions',
          title: 'nav.questions',
          may: 'footprint.answer',
          page: () => import('./desk/questions-page.tsx'),
          menu: { group: 'people', icon: 'eye', order: 60 },
        },
        {
          path: '/people/rights',
          title: 'nav.rights',
          may: 'rights.answer',
          page: () => import('./desk/rights-page.tsx'),
          menu: { group: 'people', icon: 'shield', order: 65 },
        },
        {
          path: '/people/audience',
          title: 'nav.audience',
          may: 'coverage.read',
          page: () => import('./desk/audience-page.tsx'),
          menu: { group: 'people', icon: 'person', order: 70 },
        },
      ],
    },
  },
})
