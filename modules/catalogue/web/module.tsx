/** The screens of the data catalogue. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'catalogue',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {},
})
