/** The screens of files: no pages of its own, only parts for others (`@liren/files/web/photo-picker.tsx`, `…/photos.tsx`) and their words. */
import { defineWebModule } from '@liren/web'

export default defineWebModule({
  name: 'files',
  locales: { 'zh-CN': () => import('../locales/zh-CN.json'), en: () => import('../locales/en.json') },
  boards: {},
})
