/** What a version asks of people in one line, and beside it what it adds or takes away. */
import { useWords } from '@liren/web'
import type { BurdenView } from '../../contract.ts'

export const signed = (count: number) => (count > 0 ? `＋${count}` : count < 0 ? `−${-count}` : '0')

export const BurdenLine = ({ of: { now, change, reason } }: { of: BurdenView }) => {
  const t = useWords('tool-library')
  return (
    <p className="studio-note">
      {t('burden.now', now)}
      {change &&
        ` ${t('burden.change', {
          asked: signed(change.asked),
          staffFields: signed(change.staffFields),
          staffMoves: signed(change.staffMoves),
        })}`}
      {reason && ` ${t('burden.because', { reason })}`}
    </p>
  )
}
