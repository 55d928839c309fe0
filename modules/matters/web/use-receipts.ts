/** Beside a step that gave the case to somebody: when they were told, and when the first of them read it. */
import { useAsk, useTimes, useWords } from '@liren/web'
import { type MatterView, matters } from '../contract.ts'

export const useReceipts = (matter: Pick<MatterView, 'id' | 'mayAs'>): ((seq: number) => string | null) => {
  const t = useWords('matters')
  const { when } = useTimes()
  const isStaff = matter.mayAs.includes('staff')
  const { data } = useAsk(matters, 'receipts', { params: { id: matter.id } }, { enabled: isStaff, staleSeconds: 30 })
  return (seq) => {
    const told = data?.items.filter((one) => one.seq === seq) ?? []
    const [first] = told
    if (!first) return null
    const count = told.reduce((sum, one) => sum + one.recipients, 0)
    const readAt = told.flatMap((one) => one.readAt ?? []).sort()[0]
    const deliveredAt = told.flatMap((one) => one.deliveredAt ?? []).sort()[0]
    return [
      t('screen.receipt.sent', { at: when(first.sentAt), count }),
      deliveredAt && deliveredAt !== readAt ? t('screen.receipt.delivered', { at: when(deliveredAt) }) : '',
      readAt ? t('screen.receipt.read', { at: when(readAt) }) : t('screen.receipt.unread'),
    ]
      .filter(Boolean)
      .join(' · ')
  }
}
