/** A resident leaves a note and reads those of the neighbours. */
import {
  Button,
  Empty,
  keyOf,
  List,
  Page,
  Row,
  Section,
  TextField,
  toast,
  useArea,
  useDraft,
  useLive,
  usePages,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { sampleNotes } from '../../contract.ts'
import { saysSomething } from '../../note.ts'

export default function NotesPage() {
  const t = useWords()
  const { since } = useTimes()
  const { code } = useArea()
  const { grants } = useSession()
  const area = code ?? grants[0]?.area
  const draft = useDraft('sample-notes.leave', { text: '' })
  const notes = usePages(sampleNotes, 'list', { query: area ? { area } : {} })
  useLive([area && `area:${area}`], [keyOf(sampleNotes, 'list')])
  const send = useSend(sampleNotes, 'leave', {
    then: async () => {
      await draft.forget()
      toast(t('screen.left'), 'good')
    },
  })
  const { text } = draft.value
  return (
    <Page
      title={t('title')}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={!area || !saysSomething(text)}
          onClick={() => area && send.now({ body: { area, text } })}
        >
          {t('screen.leave')}
        </Button>
      }
    >
      <TextField
        label={t('screen.text')}
        value={text}
        onChange={(event) => draft.change({ text: event.target.value })}
        maxLength={500}
        {...(send.errors.text ? { error: send.errors.text } : {})}
      />
      <Section title={t('screen.neighbours')}>
        <List
          {...notes}
          keyOf={(note) => note.id}
          empty={<Empty icon="chat" title={t('screen.none')} hint={t('screen.noneHint')} />}
        >
          {(note) => <Row title={note.text} note={since(note.leftAt)} />}
        </List>
      </Section>
    </Page>
  )
}
