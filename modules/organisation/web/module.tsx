/** The screens of the organisation: administration and duty on the desk, who is on duty for workers, the neighbours' page. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'organisation',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: {
      pages: [
        {
          path: '/organisation/community',
          title: 'nav.community',
          page: () => import('./resident/community-page.tsx'),
        },
        {
          path: '/organisation/my-posts',
          title: 'nav.myPosts',
          may: 'signed-in',
          page: () => import('./my-posts-page.tsx'),
        },
        {
          path: '/organisation/responsibilities',
          title: 'nav.responsibilities',
          page: () => import('./resident/responsibilities-page.tsx'),
        },
      ],
      slots: { 'me:sections': () => import('./my-posts-link.tsx') },
      tiles: [
        {
          title: 'nav.community',
          hint: 'nav.communityHint',
          path: '/organisation/community',
          icon: 'people',
          order: 60,
        },
        {
          title: 'nav.responsibilities',
          hint: 'nav.responsibilitiesHint',
          path: '/organisation/responsibilities',
          icon: 'information',
          order: 65,
        },
      ],
    },
    worker: {
      slots: { 'me:sections': () => import('./my-posts-link.tsx') },
      pages: [
        {
          path: '/organisation/my-posts',
          title: 'nav.myPosts',
          may: 'signed-in',
          page: () => import('./my-posts-page.tsx'),
        },
        {
          path: '/organisation/on-duty',
          title: 'nav.onDuty',
          may: 'organisation.read',
          page: () => import('./worker/on-duty-page.tsx'),
        },
        {
          path: '/organisation/own-units',
          title: 'nav.ownUnits',
          may: 'own-unit.read',
          page: () => import('./worker/own-units-page.tsx'),
        },
      ],
      tiles: [
        {
          title: 'nav.ownUnits',
          hint: 'nav.ownUnitsHint',
          path: '/organisation/own-units',
          icon: 'building',
          order: 20,
          may: 'own-unit.read',
        },
        {
          title: 'nav.onDuty',
          hint: 'nav.onDutyHint',
          path: '/organisation/on-duty',
          icon: 'phone',
          order: 60,
          may: 'organisation.read',
        },
      ],
    },
    desk: {
      slots: {
        'home:waiting': () => import('./desk/waiting.tsx'),
        'field:unit': () => import('./desk/unit-field.tsx'),
      },
      pages: [
        {
          path: '/organisation',
          title: 'nav.units',
          may: 'organisation.read',
          page: () => import('./desk/organisation-page.tsx'),
          menu: { group: 'organisation', icon: 'building', order: 10 },
        },
        {
          path: '/organisation/on-duty',
          title: 'nav.onDuty',
          may: 'organisation.read',
          page: () => import('./desk/on-duty-page.tsx'),
          menu: { group: 'organisation', icon: 'clock', order: 20 },
        },
        {
          path: '/organisation/proposals',
          title: 'nav.preview',
          may: 'organisation.read',
          page: () => import('./desk/proposals-page.tsx'),
          menu: { group: 'organisation', icon: 'flag', order: 30 },
        },
        {
          path: '/organisation/associations',
          title: 'nav.associations',
          may: 'organisation.read',
          page: () => import('./desk/associations-page.tsx'),
          menu: { group: 'organisation', icon: 'heart', order: 40 },
        },
        {
          path: '/organisation/carried',
          title: 'nav.carried',
          may: 'organisation.change',
          page: () => import('./desk/carried-page.tsx'),
          menu: { group: 'organisation', icon: 'map', order: 50 },
        },
      ],
    },
  },
})
