/** Talk inside a matter: what residents and staff say to each other, and what staff keep among themselves. */
import { Button, Chip, Switch, TextField, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { type MatterView, matters } from '../contract.ts'
import { FileStrip } from './file-strip.tsx'

export const Thread = ({ of }: { of: Pick<MatterView, 'id' | 'messages' | 'acts' | 'files'> }) => {
  const t = useWords('matters')
  const { when } = useTimes()
  const [text, setText] = useState('')
  const [isInternal, setInternal] = useState(false)
  const send = useSend(matters, 'say', { stale: [[matters]], then: () => setText('') })
  return (
    <>
      {of.messages.length === 0 ? (
        <p>{t('screen.noMessages')}</p>
      ) : (
        <ul className="list" aria-label={t('screen.thread')}>
          {of.messages.map((message) => (
            <li key={message.id} className="row">
              <span className="row-main">
                <span className="row-title">{message.text}</span>
                <FileStrip ids={message.fileIds} of={of.files} />
                <span className="row-note">
                  {message.authorName || t(`screen.${message.side}`)} · {when(message.at)}
                </span>
              </span>
              {!message.isPublic && <Chip tone="soon">{t('screen.internal')}</Chip>}
            </li>
          ))}
        </ul>
      )}
      {of.acts.includes('say') && (
        <>
          <TextField
            label={t('screen.messageLabel')}
            rows={2}
            maxLength={4000}
            value={text}
            error={send.errors.text}
            onChange={(event) => setText(event.target.value)}
          />
          {of.acts.includes('sayInternally') && (
            <Switch label={t('screen.internal')} value={isInternal} onChange={setInternal} />
          )}
          <Button
            icon="chat"
            isBusy={send.isSending}
            disabled={text.trim().length === 0}
            onClick={() => send.now({ params: { id: of.id }, body: { text: text.trim(), isPublic: !isInternal } })}
          >
            {t('screen.send')}
          </Button>
        </>
      )}
    </>
  )
}
