/** The screens of the command centre: the live board and the lists behind it. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'command',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {},
})
