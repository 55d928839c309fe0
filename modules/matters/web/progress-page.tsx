/** Progress by number and query code, for whoever has no account or does not want to sign in. */
import { Button, Chip, Facts, Field, Page, Section, Slot, Timeline, useFilters, useSend, useTimes } from '@liren/web'
import { type FormEvent, useState } from 'react'
import { matters } from '../contract.ts'
import { ActsByCode } from './acts-by-code.tsx'
import { useMatterWords } from './matter-words.ts'
import { NextStep } from './next-step.tsx'

export default function ProgressPage() {
  const { t, state, move } = useMatterWords()
  const { when } = useTimes()
  // A link in a message may carry the number; the code is always typed.
  const [{ number: given = '' }] = useFilters()
  const [number, setNumber] = useState(given)
  const [code, setCode] = useState('')
  const look = useSend(matters, 'progress', { stale: [] })
  const found = look.reply
  const send = (event: FormEvent) => {
    event.preventDefault()
    look.now({ body: { number: number.trim(), code: code.trim() } })
  }
  const worded = found && { ...found, module: found.module }
  return (
    <Page title={t('nav.progress')} canBeRead>
      <p>{t('screen.progressHint')}</p>
      <form onSubmit={send}>
        <Field
          label={t('screen.number')}
          autoComplete="off"
          inputMode="text"
          maxLength={30}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
        <Field
          label={t('screen.queryCode')}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={20}
          value={code}
          error={look.errors.code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button
          type="submit"
          tone="main"
          isWide
          isBusy={look.isSending}
          disabled={number.trim().length < 10 || code.trim().length < 8}
        >
          {t('screen.look')}
        </Button>
      </form>
      {found && worded && (
        <>
          <Section title={found.title}>
            <p>
              <Chip tone={found.phase === 'done' ? 'done' : 'main'}>{state(worded)}</Chip>
            </p>
            <NextStep of={worded} />
            <Facts
              of={[
                [t('screen.number'), found.number],
                [t('screen.openedAt'), when(found.openedAt)],
                found.dueAt !== null && [t('screen.dueAt'), when(found.dueAt)],
                [t('screen.holder'), found.holderUnitName ?? t('screen.nobody')],
                found.replyBy !== null && [t('screen.replyBy'), when(found.replyBy)],
              ]}
            />
          </Section>
          <ActsByCode
            acts={found.acts}
            maySay={found.maySay}
            lowScore={found.lowScore}
            code={{ number: found.number, code: code.trim() }}
            onDone={() => look.now({ body: { number: number.trim(), code: code.trim() } })}
          />
          <Slot name="matters:progress" of={{ module: found.module, number: found.number, code: code.trim() }} />
          {found.messages.length > 0 && (
            <Section title={t('screen.thread')}>
              {found.messages.map((message) => (
                <p key={message.at}>
                  {t(`screen.${message.side}`)}: {message.text} ({when(message.at)})
                </p>
              ))}
            </Section>
          )}
          <Section title={t('screen.timeline')}>
            <Timeline
              label={t('screen.timeline')}
              of={found.steps.toReversed().map((step, index) => ({
                id: step.at + step.move,
                at: when(step.at),
                title: move(worded, step.move),
                text: step.note,
                tone: index === 0 ? ('main' as const) : ('done' as const),
              }))}
            />
          </Section>
        </>
      )}
    </Page>
  )
}
