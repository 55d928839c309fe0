/** Words of the studio in both languages. */
import type { Words } from './field-shape.ts'

/** English words nobody gave yet are made up; the checker wants both languages. */
export const both = (zh: string, en: string): Words => ({ 'zh-CN': zh, en })
