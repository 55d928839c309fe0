/** The screens of one form. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'one-form',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {},
})
