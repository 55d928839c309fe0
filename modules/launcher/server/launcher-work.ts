/** What every act of the launcher works with. */
import type { Work } from '@liren/kernel'
import type { launcher } from '../contract.ts'

export type LauncherWork = Work<typeof launcher>
