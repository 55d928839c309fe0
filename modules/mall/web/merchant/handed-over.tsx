/** What this point handed over lately; what comes back is refunded here, with the reason its owner reads. */
import { points } from '@liren/points/contract'
import {
  Button,
  Chip,
  Empty,
  Field,
  List,
  Row,
  Sheet,
  Switch,
  toast,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type Deal, mall } from '../../contract.ts'

export const RefundForm = ({ of, onDone }: { of: Deal; onDone: () => void }) => {
  const t = useWords('mall')
  const [because, setBecause] = useState('')
  const [isBackInStock, setBackInStock] = useState(of.kind === 'thing')
  const send = useSend(mall, 'refund', {
    stale: [[mall], [points]],
    then: () => {
      toast(t('screen.refunded', { amount: of.points, name: of.name }), 'good')
      onDone()
    },
  })
  return (
    <div className="form-stack">
      <p className="field-hint">{t('screen.refundHint', { amount: of.points, name: of.name })}</p>
      <Field
        label={t('screen.refundBecause')}
        value={because}
        maxLength={100}
        error={send.errors.because}
        onChange={(event) => setBecause(event.target.value)}
      />
      {of.kind === 'thing' && (
        <Switch label={t('screen.backInStock')} value={isBackInStock} onChange={setBackInStock} />
      )}
      <Button
        tone="main"
        isBusy={send.isSending}
        disabled={because.trim().length < 4}
        onClick={() => send.now({ params: { id: of.id }, body: { because: because.trim(), isBackInStock } })}
      >
        {t('screen.refund')}
      </Button>
    </div>
  )
}

export const HandedOver = ({ pointId }: { pointId: string }) => {
  const t = useWords('mall')
  const { when } = useTimes()
  const [open, setOpen] = useState<Deal | null>(null)
  const deals = usePages(mall, 'handOvers', { query: { pointId, limit: 10 } })
  return (
    <>
      <List
        {...deals}
        label={t('screen.handedList')}
        keyOf={(one) => one.id}
        empty={<Empty icon="shop" title={t('screen.noHanded')} hint={t('screen.noHandedHint')} />}
      >
        {(one) => (
          <Row
            {...(one.refundedAt === null ? { onClick: () => setOpen(one) } : {})}
            title={`${one.number} · ${one.goodName} × ${one.quantity}`}
            note={[one.name, when(one.handedAt), one.because ?? ''].filter(Boolean).join(' · ')}
            after={
              one.refundedAt === null ? (
                <span className="mall-price">{t('screen.price', { amount: one.points })}</span>
              ) : (
                <Chip tone="done">{t('state.refunded')}</Chip>
              )
            }
          />
        )}
      </List>
      <Sheet
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={open ? `${t('screen.refund')} · ${open.goodName}` : ''}
      >
        {open && <RefundForm key={open.id} of={open} onDone={() => setOpen(null)} />}
      </Sheet>
    </>
  )
}
