/** One good: what it costs, how many are left, and whose points pay. */

import { points } from '@liren/points/contract'
import { Button, Facts, Segments, SelectField, Sheet, toast, useGo, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { type Good, mall } from '../../contract.ts'
import { useGoodWords } from '../good-words.ts'
import { hoursOf } from '../hours.ts'

export const ReserveSheet = ({ of, hasHome, onClose }: { of: Good; hasHome: boolean; onClose: () => void }) => {
  const t = useWords('mall')
  const go = useGo()
  const { day } = useTimes()
  const { name, note, isOnlyChinese } = useGoodWords()(of)
  const [quantity, setQuantity] = useState(1)
  const [from, setFrom] = useState<'mine' | 'household'>('mine')
  const [id] = useState(() => crypto.randomUUID())
  const send = useSend(mall, 'reserve', {
    stale: [[mall], [points]],
    then: ({ keptUntil }) => {
      toast(t(of.kind === 'service' ? 'screen.reservedService' : 'screen.reserved', { day: day(keptUntil) }), 'good')
      go('/mall/reservations')
    },
  })
  const most = Math.max(1, Math.min(of.stock, of.perPerson ?? 20, 20))
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={name}
      action={
        <Button
          tone="main"
          isWide
          disabled={of.stock === 0}
          isBusy={send.isSending}
          onClick={() => send.now({ body: { id, goodId: of.id, quantity, from } })}
        >
          {t('screen.reserve')}
        </Button>
      }
    >
      <div className="form-stack">
        {isOnlyChinese && <p className="field-hint">{t('screen.onlyChinese')}</p>}
        <Facts
          of={[
            [t('screen.pricePoints'), t('screen.price', { amount: of.points })],
            [t('screen.stockShort'), of.stock > 0 ? t('screen.stock', { count: of.stock }) : t('screen.soldOut')],
            of.perPerson !== null && [t('screen.limitShort'), t('screen.perPerson', { count: of.perPerson })],
            [t('screen.point'), t('screen.placeAt', { name: of.pointName, address: of.address })],
            [t('screen.hoursTitle'), hoursOf(t, of.hours)],
            note !== '' && [t('screen.note'), note],
          ]}
        />
        {most > 1 && (
          <SelectField
            label={t('screen.quantity')}
            value={String(quantity)}
            error={send.errors.quantity}
            onChange={(event) => setQuantity(Number(event.target.value))}
            choices={Array.from({ length: most }, (_, index) => ({
              value: String(index + 1),
              label: String(index + 1),
            }))}
          />
        )}
        {hasHome && (
          <Segments
            label={t('screen.from')}
            value={from}
            onChange={(value) => setFrom(value === 'household' ? 'household' : 'mine')}
            choices={[
              { value: 'mine', label: t('screen.mine') },
              { value: 'household', label: t('screen.household') },
            ]}
          />
        )}
        <p className="mall-price">{t('screen.total', { amount: of.points * quantity })}</p>
      </div>
    </Sheet>
  )
}
