/** Something worth reading is written, with one question about it. */
import { Button, Field, TextField, toast, useSend, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { useState } from 'react'
import { points } from '../../contract.ts'

const empty = { title: '', text: '', question: '', choices: '' }

export const ReadingPart = ({ area }: { area: string }) => {
  const t = useWords('points')
  const [form, setForm] = useState(empty)
  const [id, setId] = useState(() => crypto.randomUUID())
  const change = (part: Partial<typeof empty>) => setForm((old) => ({ ...old, ...part }))
  const choices = form.choices
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const send = useSend(points, 'publishReading', {
    stale: [[points]],
    then: () => {
      toast(t('screen.saved'), 'good')
      setForm(empty)
      setId(crypto.randomUUID())
    },
  })
  const publish = () => {
    // The right one is written first and shown anywhere.
    const [right = ''] = choices
    const shown = [...choices].sort((one, other) => one.localeCompare(other, 'zh'))
    send.now({
      params: { id },
      body: {
        area,
        title: form.title,
        text: form.text,
        question: form.question,
        choices: shown,
        rightChoice: shown.indexOf(right),
      },
    })
  }
  return (
    <Panel title={t('screen.newReading')}>
      <div className="points-form">
        <Field
          label={t('screen.titleField')}
          maxLength={60}
          value={form.title}
          error={send.errors.title}
          onChange={(event) => change({ title: event.target.value })}
        />
        <TextField
          label={t('screen.textField')}
          maxLength={4000}
          value={form.text}
          error={send.errors.text}
          onChange={(event) => change({ text: event.target.value })}
        />
        <Field
          label={t('screen.questionField')}
          maxLength={120}
          value={form.question}
          error={send.errors.question}
          onChange={(event) => change({ question: event.target.value })}
        />
        <TextField
          label={t('screen.choiceField')}
          value={form.choices}
          error={send.errors.choices}
          onChange={(event) => change({ choices: event.target.value })}
        />
        <div className="points-buttons">
          <Button
            tone="main"
            isBusy={send.isSending}
            disabled={!form.title || form.text.length < 10 || form.question.length < 4 || choices.length < 2}
            onClick={publish}
          >
            {t('screen.publishReading')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
