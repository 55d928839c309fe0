/** The limits of a category where it happened. */
import type { Work } from '@liren/kernel'
import type { Category } from '../category.ts'
import type { cases } from '../contract.ts'
import { type OwnLimit, withOwnLimits } from '../own-limits.ts'

export const limitsIn = async (
  work: Work<typeof cases>,
  category: Category,
  areaCode: string,
): Promise<Category['limits']> => withOwnLimits(category, await work.setting<OwnLimit[]>('ownLimits', areaCode))
