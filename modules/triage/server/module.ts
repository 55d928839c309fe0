/** The plug. It names the parts; it contains no logic. */
import { defineModule } from '@liren/kernel'
import { triage } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { standing } from './standing.ts'

export default defineModule({
  contract: triage,
  locales: { 'zh-CN': zh, en },
  routes: [standing],
})
