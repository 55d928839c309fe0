/** 我的数据 What departments told about me, from whom and of which day; wrong values are doubted with one tap; rights are asked for here. */
import {
  Button,
  Chip,
  Empty,
  Failed,
  List,
  Notice,
  Page,
  problemOf,
  Row,
  Section,
  SelectField,
  Sheet,
  Skeleton,
  TextField,
  toast,
  useAsk,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'
import { rightsAskedHere } from '../../routes-rights.ts'
import { HeldValue } from '../held-value.tsx'
import { OwnersPart } from './owners-part.tsx'

/** A long number is known by its end; whoever looks over a shoulder learns no account. Days are said as days. */
const said = (text: string, day: (on: string) => string) =>
  /^\d{12,}$/.test(text) ? `•••• ${text.slice(-4)}` : /^\d{4}-\d{2}-\d{2}$/.test(text) ? day(text) : text

type Kind = (typeof rightsAskedHere)[number]

/** Nothing to see for whoever never asked for it to stop. */
const Restriction = () => {
  const t = useWords()
  const { day } = useTimes()
  const { data } = useAsk(catalogue, 'readMyRestriction')
  const lift = useSend(catalogue, 'liftMyRestriction', { then: () => toast(t('screen.restriction.lifted'), 'good') })
  if (!data?.since) return null
  return (
    <Notice tone="soon">
      <p>{t('screen.restriction.since', { day: day(data.since.slice(0, 10)) })}</p>
      <p>{t('screen.restriction.liftWhy')}</p>
      <Button isBusy={lift.isSending} onClick={() => lift.now({})}>
        {t('screen.restriction.lift')}
      </Button>
    </Notice>
  )
}

const Rights = () => {
  const t = useWords()
  const { day } = useTimes()
  const rights = usePages(catalogue, 'listMyRights', { query: {} })
  const [isAsking, setAsking] = useState(false)
  const [kind, setKind] = useState<Kind>('correct')
  const [text, setText] = useState('')
  const send = useSend(catalogue, 'askRight', {
    stale: [[catalogue, 'listMyRights']],
    then: () => {
      toast(t('screen.rights.sent'), 'good')
      setAsking(false)
      setText('')
    },
  })
  return (
    <Section title={t('screen.rights.title')}>
      <p>{t('screen.rights.hint')}</p>
      <Restriction />
      <Button isWide onClick={() => setAsking(true)}>
        {t('screen.rights.ask')}
      </Button>
      <List
        {...rights}
        keyOf={({ id }) => id}
        empty={<Empty icon="shield" title={t('screen.rights.none')} hint={t('screen.rights.noneHint')} />}
      >
        {(right) => (
          <Row
            title={t(`right.${right.kind}`)}
            note={
              right.answer ??
              (right.dueAt ? t('screen.rights.dueOn', { day: day(right.dueAt) }) : (right.text ?? right.number))
            }
            after={
              <Chip tone={right.state === 'asked' ? 'soon' : 'done'}>
                {t(`process.rights-request.state.${right.state}`)}
              </Chip>
            }
          />
        )}
      </List>
      <Sheet
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('screen.rights.ask')}
        action={
          <Button
            tone="main"
            isWide
            isBusy={send.isSending}
            disabled={text.trim().length < 2}
            onClick={() => send.now({ body: { kind, text: text.trim() } })}
          >
            {t('screen.rights.send')}
          </Button>
        }
      >
        <SelectField
          label={t('screen.rights.what')}
          value={kind}
          choices={rightsAskedHere.map((value) => ({ value, label: t(`right.${value}`) }))}
          onChange={(event) => setKind(rightsAskedHere.find((one) => one === event.target.value) ?? 'correct')}
        />
        <TextField
          label={t('screen.rights.words')}
          value={text}
          maxLength={1000}
          onChange={(event) => setText(event.target.value)}
        />
      </Sheet>
    </Section>
  )
}

export default function MyDataPage() {
  const t = useWords()
  const { day } = useTimes()
  const held = useAsk(catalogue, 'listMyValues', {})
  const [doubted, setDoubted] = useState<{ key: string; name: string } | null>(null)
  const [text, setText] = useState('')
  const challenge = useSend(catalogue, 'challengeMine', {
    then: () => {
      toast(t('screen.doubt.sent'), 'good')
      setDoubted(null)
      setText('')
    },
  })
  if (problemOf(held.error)?.code === 'catalogue/no-record')
    return (
      <Page title={t('nav.myData')} back="/me">
        <Empty icon="person" title={t('screen.noRecord')} hint={t('screen.noRecordHint')} />
      </Page>
    )
  return (
    <Page title={t('nav.myData')} back="/me" canBeRead>
      <Section title={t('screen.values.title')}>
        <p>{t('screen.values.hint')}</p>
        {held.error ? (
          <Failed error={held.error} again={() => void held.refetch()} />
        ) : !held.data ? (
          <Skeleton />
        ) : (
          <List
            items={held.data.items}
            keyOf={({ key }) => key}
            empty={<Empty icon="document" title={t('screen.values.none')} hint={t('screen.values.noneHint')} />}
          >
            {(one) => (
              <HeldValue
                of={one}
                text={said(one.text ?? '—', day)}
                onDoubt={() => setDoubted({ key: one.key, name: one.name })}
              />
            )}
          </List>
        )}
      </Section>
      <OwnersPart />
      <Rights />
      <Sheet
        isOpen={doubted !== null}
        onClose={() => setDoubted(null)}
        title={t('screen.doubt.title', { name: doubted?.name ?? '' })}
        action={
          <Button
            tone="main"
            isWide
            isBusy={challenge.isSending}
            disabled={text.trim().length < 2}
            onClick={() => doubted && challenge.now({ body: { key: doubted.key, text: text.trim() } })}
          >
            {t('screen.doubt.send')}
          </Button>
        }
      >
        <p>{t('screen.doubt.hint')}</p>
        <TextField
          label={t('screen.doubt.what')}
          value={text}
          maxLength={500}
          onChange={(event) => setText(event.target.value)}
        />
      </Sheet>
    </Page>
  )
}
