/** The plug. It names the parts; it contains no logic. */
import { defineModule } from '@liren/kernel'
import { check } from '../check.ts'
import { forms } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import type { FormsPort } from '../port.ts'

export default defineModule({
  contract: forms,
  locales: { 'zh-CN': zh, en },
  port: (): FormsPort => ({ check }),
})
