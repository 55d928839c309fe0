/** Talk inside a case: residents and staff face each other like in any messenger; staff see their internal words marked. */

import { matters } from '@liren/matters/contract'
import { Button, Chip, Icon, Switch, TextField, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import type { CaseView } from '../../contract.ts'
import { staleCase } from './use-case.ts'
import './cases.css'

type Talk = Pick<CaseView['matter'], 'id' | 'messages' | 'acts' | 'mayAs'>

export const CaseThread = ({ of }: { of: Talk }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  const [text, setText] = useState('')
  const [isInternal, setInternal] = useState(false)
  const send = useSend(matters, 'say', { stale: staleCase, then: () => setText('') })
  const mySide = of.mayAs.includes('staff') && !of.mayAs.includes('reporter') ? 'staff' : 'resident'
  return (
    <>
      {of.messages.length === 0 ? (
        <p className="field-hint">{t('screen.thread.none')}</p>
      ) : (
        <ol className="talk">
          {of.messages.map((message) => (
            <li key={message.id} className={message.side === mySide ? 'talk-mine' : 'talk-theirs'}>
              <p className="talk-who">
                {message.side === 'staff' || !message.authorName ? t(`screen.thread.side.${message.side}`) : null}
                {message.side === 'staff' && message.authorName ? ' · ' : null}
                {message.authorName} · {when(message.at)}
                {!message.isPublic && (
                  <>
                    {' '}
                    <Chip tone="soon">
                      <Icon name="eye" size={14} /> {t('screen.thread.internal')}
                    </Chip>
                  </>
                )}
              </p>
              <p className="talk-said">{message.text}</p>
            </li>
          ))}
        </ol>
      )}
      {of.acts.includes('say') && (
        <form
          className="talk-write"
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim()) send.now({ params: { id: of.id }, body: { text: text.trim(), isPublic: !isInternal } })
          }}
        >
          <TextField
            label={t('screen.thread.label')}
            rows={2}
            maxLength={2000}
            placeholder={t('screen.thread.example')}
            value={text}
            error={send.errors.text}
            onChange={(event) => setText(event.target.value)}
          />
          {of.acts.includes('sayInternally') && (
            <Switch label={t('screen.thread.internal')} value={isInternal} onChange={setInternal} />
          )}
          <Button type="submit" icon="chat" isBusy={send.isSending} disabled={text.trim() === ''}>
            {t('screen.thread.send')}
          </Button>
        </form>
      )}
    </>
  )
}
