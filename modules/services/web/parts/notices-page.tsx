/** Public notices that hang now; whoever knows better says so. */
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
  useArea,
  usePages,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'

export default function NoticesPage() {
  const t = useWords()
  const { day } = useTimes()
  const { code } = useArea()
  const session = useSession()
  const [open, setOpen] = useState<string | null>(null)
  const [text, setText] = useState('')
  const notices = usePages(services, 'notices', { query: code ? { area: code } : {} })
  const send = useSend(services, 'object', {
    then: () => {
      toast(t('screen.objected'), 'good')
      setOpen(null)
      setText('')
    },
  })
  return (
    <Page title={t('nav.notices')} back="/services">
      <p>{t('screen.noticesHint')}</p>
      <List {...notices} keyOf={(one) => one.id} empty={<Empty icon="document" title={t('screen.noNotices')} />}>
        {(one) => (
          <Row
            title={`${one.itemName} · ${one.areaName}`}
            note={one.shown}
            after={
              session.kind === 'account' ? (
                <Button onClick={() => setOpen(one.id)}>{t('screen.object')}</Button>
              ) : (
                <Chip>{t('screen.hangsUntil', { at: day(one.untilAt) })}</Chip>
              )
            }
          />
        )}
      </List>
      <Sheet
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={t('screen.object')}
        action={
          <Button
            tone="main"
            isWide
            disabled={text.trim().length < 4}
            isBusy={send.isSending}
            onClick={() =>
              open && send.now({ params: { id: open }, body: { id: crypto.randomUUID(), text: text.trim() } })
            }
          >
            {t('screen.object')}
          </Button>
        }
      >
        <TextField
          label={t('screen.objectText')}
          value={text}
          maxLength={1000}
          onChange={(event) => setText(event.target.value)}
        />
        <p className="services-soft">{t('screen.objectHint')}</p>
      </Sheet>
    </Page>
  )
}
