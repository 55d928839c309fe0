/** Something is wrong: a few words, and the community takes over. In danger one press is enough, words are not asked for. */

import { organisation } from '@liren/organisation/contract'
import { Button, Notice, Sheet, TextField, toast, useAsk, useSend, useWords } from '@liren/web'
import { useEffect, useState } from 'react'
import { mutualAid } from '../../contract.ts'

const Words = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const t = useWords('mutual-aid')
  const [text, setText] = useState('')
  const send = useSend(mutualAid, 'dispute', {
    stale: [[mutualAid]],
    then: ({ number }) => {
      toast(t('screen.disputed', { number }), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.dispute')}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={text.trim().length < 2}
          onClick={() => send.now({ params: { id }, body: { text: text.trim(), isUrgent: false } })}
        >
          {t('screen.dispute')}
        </Button>
      }
    >
      <TextField
        label={t('screen.disputeText')}
        maxLength={500}
        value={text}
        error={send.errors.text}
        onChange={(event) => setText(event.target.value)}
      />
    </Sheet>
  )
}

/** Long enough to say that it was a mistake. */
const secondsToThink = 4

/** The one press is made when this opens: it is sent by itself unless somebody says it was a mistake. */
const Call = ({ id, area, onClose }: { id: string; area: string; onClose: () => void }) => {
  const t = useWords('mutual-aid')
  const [left, setLeft] = useState(secondsToThink)
  const { data: community } = useAsk(organisation, 'community', { params: { area }, query: {} })
  const send = useSend(mutualAid, 'dispute', { stale: [[mutualAid]] })
  const call = () => {
    if (send.reply || send.isSending) return
    send.now({ params: { id }, body: { text: '', isUrgent: true } })
  }
  useEffect(() => {
    if (left < 0) return
    if (left === 0) call()
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
    // Counts down by itself; what `call` closes over does not start it anew.
  }, [left])
  const offices = (community?.offices ?? []).flatMap(({ name, phone }) => (phone ? [{ name, phone }] : []))
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.sos')}
      action={
        send.reply ? undefined : (
          <>
            <Button onClick={onClose}>{t('screen.sosMistake')}</Button>
            <Button tone="urgent" isBusy={send.isSending} onClick={call}>
              {t('screen.sosNow')}
            </Button>
          </>
        )
      }
    >
      <div className="form-stack">
        <div aria-live="assertive">
          {send.reply ? (
            <Notice>{t('screen.sosSent', { number: send.reply.number })}</Notice>
          ) : (
            <Notice tone="overdue">{left > 0 ? t('screen.countdown', { seconds: left }) : t('screen.sosHint')}</Notice>
          )}
        </div>
        {[{ name: '110', phone: '110' }, { name: '120', phone: '120' }, ...offices].map(({ name, phone }) => (
          <a key={name} className="button button-plain is-wide" href={`tel:${phone}`}>
            {t('screen.call', { name })}
          </a>
        ))}
      </div>
    </Sheet>
  )
}

export const DisputeSheet = ({
  id,
  area,
  isUrgent,
  onClose,
}: {
  id: string
  area: string
  isUrgent: boolean
  onClose: () => void
}) => (isUrgent ? <Call id={id} area={area} onClose={onClose} /> : <Words id={id} onClose={onClose} />)
