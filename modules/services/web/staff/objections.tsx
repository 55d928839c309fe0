/** Objections to a public notice, each answered before the application goes on. */
import { Button, Row, Section, Sheet, Switch, TextField, toast, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { ApplicationView } from '../../views.ts'

type Objection = ApplicationView['notices'][number]['objections'][number]

const AnswerSheet = ({ of, onClose }: { of: Objection; onClose: () => void }) => {
  const t = useWords('services')
  const [text, setText] = useState('')
  const [isUpheld, setUpheld] = useState(false)
  const send = useSend(services, 'answerObjection', {
    then: () => {
      toast(t('screen.answered'), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.answerObjection')}
      action={
        <Button
          tone="main"
          isWide
          disabled={text.trim().length < 2}
          isBusy={send.isSending}
          onClick={() => send.now({ params: { id: of.id }, body: { answer: text.trim(), isUpheld } })}
        >
          {t('screen.sendAnswer')}
        </Button>
      }
    >
      <p>{of.text}</p>
      <TextField
        label={t('screen.answerText')}
        value={text}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
      />
      <Switch label={t('screen.upheld')} value={isUpheld} onChange={setUpheld} />
    </Sheet>
  )
}

export const Objections = ({ of }: { of: ApplicationView }) => {
  const t = useWords('services')
  const { when } = useTimes()
  const [open, setOpen] = useState<Objection | null>(null)
  const all = of.notices.flatMap(({ objections }) => objections)
  if (all.length === 0) return null
  return (
    <Section title={t('screen.objections')}>
      {all.map((one) => (
        <Row
          key={one.id}
          title={one.text}
          note={[when(one.madeAt), one.answer].filter(Boolean).join(' · ')}
          after={
            one.answer === null ? (
              <Button onClick={() => setOpen(one)}>{t('screen.answerObjection')}</Button>
            ) : (
              t(one.isUpheld ? 'screen.objectionUpheld' : 'screen.objectionNot')
            )
          }
        />
      ))}
      {open && <AnswerSheet key={open.id} of={open} onClose={() => setOpen(null)} />}
    </Section>
  )
}
