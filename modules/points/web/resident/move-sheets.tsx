/** Moving points: within the household, and to the community. The id is made once per sheet, so a tap that comes twice is one. */
import { Button, Field, Segments, SelectField, Sheet, toast, useSend, useWords } from '@liren/web'
import { type ReactNode, useState } from 'react'
import { points } from '../../contract.ts'

const stale = [[points]] as const
const amountOf = (text: string) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : null)

/** How much, and the id of this one move; both are new after it was made. */
const useMove = (said: string, onClose: () => void) => {
  const t = useWords('points')
  const [text, setText] = useState('')
  const [id, setId] = useState(() => crypto.randomUUID())
  const then = () => {
    toast(t(said), 'good')
    setId(crypto.randomUUID())
    setText('')
    onClose()
  }
  return { id, text, setText, amount: amountOf(text), options: { stale, then } }
}

const MoveSheet = ({
  of: { text, setText, amount },
  send,
  title,
  isOpen,
  onClose,
  onConfirm,
  children,
}: {
  of: Pick<ReturnType<typeof useMove>, 'text' | 'setText' | 'amount'>
  send: { readonly isSending: boolean; readonly errors: Readonly<Record<string, string>> }
  title: string
  isOpen: boolean
  onClose: () => void
  onConfirm: (amount: number) => void
  children: ReactNode
}) => {
  const t = useWords('points')
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={amount === null}
          onClick={() => amount !== null && onConfirm(amount)}
        >
          {t('screen.confirm')}
        </Button>
      }
    >
      <div className="points-form">
        {children}
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

type Opened = { isOpen: boolean; onClose: () => void }

type AtHome = { readonly personId: string; readonly name: string }

/** Into the common purse, out of it, or to somebody one lives with. */
export const ShareSheet = ({ isOpen, onClose, home }: Opened & { home: readonly AtHome[] }) => {
  const t = useWords('points')
  const [way, setWay] = useState('put')
  const [whom, setWhom] = useState(home[0]?.personId ?? '')
  const move = useMove('screen.shared', onClose)
  const send = useSend(points, 'share', move.options)
  const from = way === 'take' ? 'household' : 'mine'
  const to = way === 'put' ? 'household' : way === 'take' ? 'mine' : { personId: whom }
  return (
    <MoveSheet
      of={move}
      send={send}
      title={t('nav.share')}
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={(amount) => send.now({ body: { id: move.id, from, to, amount } })}
    >
      <Segments
        label={t('nav.share')}
        value={way}
        onChange={setWay}
        choices={[
          { value: 'put', label: t('screen.share') },
          { value: 'take', label: t('screen.takeBack') },
          { value: 'give', label: t('screen.shareTo') },
        ]}
      />
      {way === 'give' && (
        <SelectField
          label={t('screen.whom')}
          value={whom}
          error={send.errors.to}
          onChange={(event) => setWhom(event.target.value)}
          choices={home.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
      )}
    </MoveSheet>
  )
}

export const DonateSheet = ({ isOpen, onClose, area, unit }: Opened & { area: string; unit: 'point' | 'hour' }) => {
  const t = useWords('points')
  const move = useMove('screen.donated', onClose)
  const send = useSend(points, 'donate', move.options)
  return (
    <MoveSheet
      of={move}
      send={send}
      title={t('screen.donate')}
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={(amount) => send.now({ body: { id: move.id, amount, unit, area } })}
    >
      <p className="points-quiet">{t('screen.donateHint')}</p>
    </MoveSheet>
  )
}
