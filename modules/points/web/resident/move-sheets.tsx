/** Moving points: within the household, and to the community. The id is made once per sheet, so a tap that comes twice is one. */
import { Button, Field, Segments, Sheet, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { points } from '../../contract.ts'

const amountOf = (text: string) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : null)

export const ShareSheet = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const t = useWords('points')
  const [way, setWay] = useState('put')
  const [text, setText] = useState('')
  const [id, setId] = useState(() => crypto.randomUUID())
  const amount = amountOf(text)
  const send = useSend(points, 'share', {
    stale: [[points]],
    then: () => {
      toast(t('screen.shared'), 'good')
      setId(crypto.randomUUID())
      setText('')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={t('nav.share')}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={amount === null}
          onClick={() =>
            amount !== null &&
            send.now({
              body: {
                id,
                from: way === 'put' ? 'mine' : 'household',
                to: way === 'put' ? 'household' : 'mine',
                amount,
              },
            })
          }
        >
          {t('screen.confirm')}
        </Button>
      }
    >
      <div className="points-form">
        <Segments
          label={t('nav.share')}
          value={way}
          onChange={setWay}
          choices={[
            { value: 'put', label: t('screen.share') },
            { value: 'take', label: t('screen.takeBack') },
          ]}
        />
        <Field
          label={t('screen.amount')}
          inputMode="numeric"
          value={text}
          error={send.errors.amount}
          onChange={(event) => setText(event.target.value.trim())}
        />
      </div>
    </Sheet>
  )
}

export const DonateSheet = ({
  isOpen,
  onClose,
  area,
  unit,
}: {
  isOpen: boolean
  onClose: () => void
  area: string
  unit: 'point' | 'hour'
}) => {
  const t = useWords('points')
  const [text, setText] = useState('')
  const [id, setId] = useState(() => crypto.randomUUID())
  const amount = amountOf(text)
  const send = useSend(points, 'donate', {
    stale: [[points]],
    then: () => {
      toast(t('screen.donated'), 'good')
      setId(crypto.randomUUID())
      setText('')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={t('screen.donate')}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={amount === null}
          onClick={() => amount !== null && send.now({ body: { id, amount, unit, area } })}
        >
          {t('screen.confirm')}
        </Button>
      }
    >
      <div className="points-form">
        <p className="points-quiet">{t('screen.donateHint')}</p>
        <Field
          label={t('screen.amount')}
          inputMode="numeric"
          value={text}
          error={send.errors.amount}
          onChange={(event) => setText(event.target.value.trim())}
        />
      </div>
    </Sheet>
  )
}
