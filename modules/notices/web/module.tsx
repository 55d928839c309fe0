/** The screens of notices (通知): the list and a badge on every board, one's choices, the phone list of the staff, reach for senders. */
import { defineWebModule, type WebPage } from '@liren/web'

const list: WebPage = {
  path: '/notices',
  title: 'nav.notices',
  may: 'signed-in',
  page: () => import('./notices-page.tsx'),
  tab: { icon: 'bell', order: 80, badge: () => import('./unread-badge.tsx') },
}
const preferences: WebPage = {
  path: '/notices/preferences',
  title: 'nav.preferences',
  may: 'signed-in',
  page: () => import('./preferences-page.tsx'),
}
const phoneTasks: WebPage = {
  path: '/notices/phone-tasks',
  title: 'nav.phoneTasks',
  may: 'phone-task.work',
  page: () => import('./phone-tasks-page.tsx'),
}
const me = {
  'me:sections': () => import('./preferences-link.tsx'),
  'privacy:notice': () => import('./privacy-notice.tsx'),
}

export default defineWebModule({
  name: 'notices',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {
    resident: { pages: [list, preferences], slots: me },
    merchant: { pages: [list, preferences], slots: me },
    worker: {
      pages: [list, preferences, phoneTasks],
      tiles: [
        { title: 'nav.phoneTasks', path: '/notices/phone-tasks', icon: 'phone', order: 70, may: 'phone-task.work' },
      ],
      slots: me,
    },
    desk: {
      pages: [
        { path: '/notices', title: 'nav.notices', may: 'signed-in', page: () => import('./notices-page.tsx') },
        preferences,
        { ...phoneTasks, menu: { group: 'work', icon: 'phone', order: 60 } },
        {
          path: '/notices/announcements',
          title: 'nav.announcements',
          may: 'announcement.read',
          page: () => import('./desk/announcements-page.tsx'),
          menu: { group: 'community', icon: 'bell', order: 40 },
        },
        {
          path: '/notices/announcements/new',
          title: 'nav.announce',
          may: 'announcement.write',
          page: () => import('./desk/announce-page.tsx'),
        },
        {
          path: '/notices/privacy',
          title: 'nav.privacy',
          may: 'privacy.publish',
          page: () => import('./desk/privacy-page.tsx'),
          menu: { group: 'data', icon: 'shield', order: 60 },
        },
        {
          path: '/notices/reach',
          title: 'nav.reach',
          may: 'report.read',
          page: () => import('./desk/reach-page.tsx'),
          menu: { group: 'insight', icon: 'chart', order: 60 },
        },
        {
          path: '/notices/templates',
          title: 'nav.templates',
          may: 'channel.manage',
          page: () => import('./desk/templates-page.tsx'),
          menu: { group: 'system', icon: 'chat', order: 60 },
        },
      ],
      slots: {
        'bar:tools': () => import('./bell.tsx'),
        'home:waiting': () => import('./desk/waiting.tsx'),
        'home:aside': () => import('./desk/lately.tsx'),
      },
    },
  },
})
