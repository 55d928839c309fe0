/** The screens of the tool library: the library itself, and the generic pages of every tool that runs. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'tool-library',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {},
})
