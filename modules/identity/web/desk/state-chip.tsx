/** An account's state in a word. */
import { Chip, useWords } from '@liren/web'
import type { AccountLine } from '../../contract.ts'

export const StateChip = ({ account }: { account: Pick<AccountLine, 'status' | 'lockedUntil'> }) => {
  const t = useWords()
  const isLocked = account.lockedUntil !== null && new Date(account.lockedUntil) > new Date()
  if (isLocked && account.status === 'active') return <Chip tone="overdue">{t('screen.states.locked')}</Chip>
  return <Chip tone={account.status === 'active' ? 'main' : 'done'}>{t(`screen.states.${account.status}`)}</Chip>
}
