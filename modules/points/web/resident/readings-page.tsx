/** Something to read and one question about it; nobody measures how long a page stays open. */
import {
  Button,
  Chip,
  Empty,
  List,
  Page,
  ReadAloud,
  Row,
  Segments,
  Sheet,
  toast,
  useArea,
  usePages,
  useSend,
  useWords,
} from '@liren/web'
import { useRef, useState } from 'react'
import { points } from '../../contract.ts'
import { deviceId } from '../device.ts'
import '../points.css'

type Reading = { id: string; title: string; text: string; question: string; choices: string[]; isAnswered: boolean }

const ReadingSheet = ({ of, onClose }: { of: Reading; onClose: () => void }) => {
  const t = useWords('points')
  const text = useRef<HTMLParagraphElement>(null)
  const [choice, setChoice] = useState('')
  const send = useSend(points, 'answer', {
    stale: [[points]],
    then: ({ isRight }) => {
      toast(t(isRight ? 'screen.right' : 'screen.wrong'), isRight ? 'good' : 'plain')
      if (isRight) onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={of.title}
      action={
        of.isAnswered ? undefined : (
          <Button
            tone="main"
            isWide
            disabled={choice === ''}
            isBusy={send.isSending}
            onClick={() => send.now({ params: { id: of.id }, body: { choice: Number(choice), deviceId: deviceId() } })}
          >
            {t('screen.answer')}
          </Button>
        )
      }
    >
      <div className="points-form">
        <p ref={text} className="points-text">
          {of.text}
        </p>
        <ReadAloud of={text} />
        <h3>{of.question}</h3>
        {of.isAnswered ? (
          <Chip tone="done">{t('screen.answered')}</Chip>
        ) : (
          <Segments
            label={of.question}
            value={choice}
            onChange={setChoice}
            choices={of.choices.map((label, index) => ({ value: String(index), label }))}
          />
        )}
      </div>
    </Sheet>
  )
}

export default function ReadingsPage() {
  const t = useWords('points')
  const { code } = useArea()
  const [open, setOpen] = useState<Reading | null>(null)
  const readings = usePages(points, 'readings', { query: code ? { area: code } : {} })
  return (
    <Page title={t('nav.readings')} back="/points">
      <p className="points-quiet">{t('screen.readHint')}</p>
      <List
        {...readings}
        label={t('nav.readings')}
        keyOf={(one) => one.id}
        empty={<Empty icon="document" title={t('screen.noReadings')} hint={t('screen.noReadingsHint')} />}
      >
        {(one) => (
          <Row
            onClick={() => setOpen(one)}
            title={one.title}
            note={one.question}
            after={one.isAnswered ? <Chip tone="done">{t('screen.answered')}</Chip> : undefined}
          />
        )}
      </List>
      {open && <ReadingSheet key={open.id} of={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}
