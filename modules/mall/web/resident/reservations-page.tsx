/** What I reserved: where to collect it and until when, with my code; cancelled within a day if I think again. */
import { points } from '@liren/points/contract'
import {
  Button,
  ButtonLink,
  Chip,
  Confirm,
  Empty,
  Facts,
  List,
  Page,
  Row,
  Sheet,
  toast,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { mall, type ReservationView } from '../../contract.ts'
import { CodeCard } from './code-card.tsx'
import '../mall.css'

/** A service is used where a thing is collected. */
const useSaid = () => {
  const t = useWords('mall')
  return ({ kind, state }: ReservationView) =>
    kind === 'service' && (state === 'reserved' || state === 'handedOver')
      ? t(`ofService.${state}`)
      : t(`state.${state}`)
}

const OpenOne = ({ of, onClose }: { of: ReservationView; onClose: () => void }) => {
  const t = useWords('mall')
  const { when } = useTimes()
  const said = useSaid()
  const [isAsking, setAsking] = useState(false)
  const send = useSend(mall, 'cancel', {
    stale: [[mall], [points]],
    then: () => {
      toast(t('screen.cancelled'), 'good')
      onClose()
    },
  })
  const mayCancel = of.mayCancelUntil !== null && Date.parse(of.mayCancelUntil) > Date.now()
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={of.goodName}
      action={
        mayCancel ? (
          <Button isWide onClick={() => setAsking(true)}>
            {t('screen.cancel')}
          </Button>
        ) : undefined
      }
    >
      <div className="form-stack">
        {of.state === 'reserved' && <CodeCard id={of.id} />}
        <Facts
          of={[
            [t('screen.state'), said(of)],
            [t('screen.point'), t('screen.placeAt', { name: of.pointName, address: of.address })],
            [t('screen.quantity'), String(of.quantity)],
            [t('screen.pointsShort'), t('screen.price', { amount: of.points })],
            [t('screen.day'), when(of.reservedAt)],
          ]}
        />
        {of.state === 'handedOver' && (
          <>
            <p className="field-hint">{t('screen.notRight')}</p>
            <ButtonLink to="/points">{t('screen.notRightGo')}</ButtonLink>
          </>
        )}
        <Confirm
          isOpen={isAsking}
          onClose={() => setAsking(false)}
          title={t('screen.cancelAsk')}
          verb={t('screen.cancel')}
          isBusy={send.isSending}
          onYes={() => send.now({ params: { id: of.id }, body: {} })}
        />
      </div>
    </Sheet>
  )
}

export default function ReservationsPage() {
  const t = useWords('mall')
  const said = useSaid()
  const { day } = useTimes()
  const [open, setOpen] = useState<ReservationView | null>(null)
  const mine = usePages(mall, 'reservations', { query: {} }, { isKept: true })
  return (
    <Page title={t('nav.reservations')} back="/mall">
      <List
        {...mine}
        label={t('nav.reservations')}
        keyOf={(one) => one.id}
        empty={
          <Empty
            icon="gift"
            title={t('screen.noReservations')}
            hint={t('screen.noReservationsHint')}
            action={<ButtonLink to="/mall">{t('nav.mall')}</ButtonLink>}
          />
        }
      >
        {(one) => (
          <Row
            onClick={() => setOpen(one)}
            title={one.goodName}
            note={[
              one.pointName,
              one.state === 'reserved'
                ? t(one.kind === 'service' ? 'screen.useUntil' : 'screen.collectUntil', { day: day(one.keptUntil) })
                : '',
            ]
              .filter(Boolean)
              .join(' · ')}
            after={<Chip tone={one.state === 'reserved' ? 'main' : 'done'}>{said(one)}</Chip>}
          />
        )}
      </List>
      {open && <OpenOne key={open.id} of={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}
