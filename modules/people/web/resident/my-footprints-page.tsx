/** 谁看过我的信息 Every look at my private data: who, when, why, which fields; and the right to ask about it. */
import {
  Button,
  Chip,
  Empty,
  List,
  Page,
  Row,
  Sheet,
  TextField,
  toast,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type Footprint, people } from '../../contract.ts'

/** What another module keeps goes by a dotted key, whose name only that module knows. */
const namesOf = (fields: readonly string[], t: ReturnType<typeof useWords>) => [
  ...new Set(fields.map((field) => t(`screen.field.${field.includes('.') ? 'elsewhere' : field}`))),
]

export default function MyFootprintsPage() {
  const t = useWords()
  const { when, list } = useTimes()
  const who = (name: string) => (name === 'system' ? t('screen.footprint.itself') : name)
  const looks = usePages(people, 'listMyFootprints', { query: {} })
  const [open, setOpen] = useState<Footprint | null>(null)
  const [questionText, setQuestionText] = useState('')
  const send = useSend(people, 'questionFootprint', {
    stale: [[people, 'listMyFootprints']],
    then: () => {
      toast(t('screen.question.sent'), 'good')
      setOpen(null)
      setQuestionText('')
    },
  })
  return (
    <Page title={t('nav.myFootprints')} back="/people/me" canBeRead>
      <p>{t('screen.footprint.hint')}</p>
      <List
        {...looks}
        keyOf={({ id }) => id}
        empty={<Empty icon="eye" title={t('screen.footprint.none')} hint={t('screen.footprint.noneHint')} />}
      >
        {(look) => (
          <Row
            title={`${who(look.lookerName)} · ${t(`screen.purpose.${look.purpose}`)}`}
            note={`${when(look.lookedAt)} · ${list(namesOf(look.fields, t))} · ${look.reason}`}
            after={
              look.questionState && (
                <Chip tone={look.questionState === 'open' ? 'soon' : 'done'}>
                  {t(`screen.question.${look.questionState}`)}
                </Chip>
              )
            }
            {...(look.questionState === null && look.purpose !== 'own-request' ? { onClick: () => setOpen(look) } : {})}
          />
        )}
      </List>
      <Sheet
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={t('screen.question.ask')}
        action={
          <Button
            tone="main"
            isWide
            isBusy={send.isSending}
            disabled={questionText.trim().length < 2}
            onClick={() => open && send.now({ params: { id: open.id }, body: { questionText: questionText.trim() } })}
          >
            {t('screen.question.sendMine')}
          </Button>
        }
      >
        {open && <p>{`${who(open.lookerName)} · ${when(open.lookedAt)} · ${open.reason}`}</p>}
        <TextField
          label={t('screen.question.what')}
          value={questionText}
          maxLength={500}
          onChange={(event) => setQuestionText(event.target.value)}
        />
      </Sheet>
    </Page>
  )
}
