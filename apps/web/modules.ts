/** Finds every module's screens and titles at build time. Which of them load is the server's word at run time. */
import type { Faces } from '@liren/web/language.ts'

export const finders = import.meta.glob('../../modules/*/web/module.tsx')

export const faces: Faces = {
  'zh-CN': () => import('virtual:liren-faces/zh-CN'),
  en: () => import('virtual:liren-faces/en'),
}
