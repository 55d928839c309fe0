/** The account that reads and writes here: `undefined` is not known yet, `null` is nobody. */
import { cell } from './cell.ts'

export const account = cell<string | null | undefined>(undefined)
