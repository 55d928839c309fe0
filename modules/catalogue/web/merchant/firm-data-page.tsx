/** 企业数据 What departments told of my enterprise, who looked at it and why, and what it was given under which agreement. */
import {
  Button,
  Chip,
  Empty,
  Failed,
  List,
  Page,
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
import { HeldValue } from '../held-value.tsx'

const Doubt = ({
  id,
  doubted,
  onClose,
}: {
  readonly id: string
  readonly doubted: { readonly key: string; readonly name: string }
  readonly onClose: () => void
}) => {
  const t = useWords('catalogue')
  const [text, setText] = useState('')
  const send = useSend(catalogue, 'challengeFirmValue', {
    then: () => {
      toast(t('screen.doubt.sent'), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.doubt.title', { name: doubted.name })}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={text.trim().length < 2}
          onClick={() => send.now({ params: { id }, body: { key: doubted.key, text: text.trim() } })}
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
        error={send.errors.text ?? send.errors.key}
        onChange={(event) => setText(event.target.value)}
      />
    </Sheet>
  )
}

const Values = ({ id }: { readonly id: string }) => {
  const t = useWords('catalogue')
  const held = useAsk(catalogue, 'listFirmValues', { params: { id } })
  const [doubted, setDoubted] = useState<{ key: string; name: string } | null>(null)
  return (
    <Section title={t('screen.firm.values')}>
      <p>{t('screen.values.hint')}</p>
      {held.error ? (
        <Failed error={held.error} again={() => void held.refetch()} />
      ) : !held.data ? (
        <Skeleton />
      ) : (
        <List
          items={held.data.items}
          keyOf={({ key }) => key}
          empty={<Empty icon="document" title={t('screen.firm.none')} hint={t('screen.firm.noneHint')} />}
        >
          {(one) => (
            <HeldValue of={one} text={one.text ?? '—'} onDoubt={() => setDoubted({ key: one.key, name: one.name })} />
          )}
        </List>
      )}
      {doubted && <Doubt id={id} doubted={doubted} onClose={() => setDoubted(null)} />}
    </Section>
  )
}

/** Asks why somebody looked. */
const Question = ({
  id,
  look,
  onClose,
}: {
  readonly id: string
  readonly look: { readonly id: string; readonly said: string }
  readonly onClose: () => void
}) => {
  const t = useWords('catalogue')
  const [text, setText] = useState('')
  const send = useSend(catalogue, 'questionFirmLook', {
    then: () => {
      toast(t('screen.firm.question.sent'), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.firm.question.ask')}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={text.trim().length < 2}
          onClick={() => send.now({ params: { id, lookId: look.id }, body: { text: text.trim() } })}
        >
          {t('screen.firm.question.send')}
        </Button>
      }
    >
      <p>{look.said}</p>
      <TextField
        label={t('screen.firm.question.what')}
        value={text}
        maxLength={500}
        error={send.errors.text ?? send.errors.lookId}
        onChange={(event) => setText(event.target.value)}
      />
    </Sheet>
  )
}

const Looks = ({ id }: { readonly id: string }) => {
  const t = useWords('catalogue')
  const { when, list } = useTimes()
  const looks = usePages(catalogue, 'listFirmLooks', { params: { id }, query: {} })
  const [open, setOpen] = useState<{ readonly id: string; readonly said: string } | null>(null)
  return (
    <Section title={t('screen.firm.looks')}>
      <p>{t('screen.firm.looksHint')}</p>
      <List
        {...looks}
        keyOf={(look) => look.id}
        empty={<Empty icon="eye" title={t('screen.firm.noLooks')} hint={t('screen.firm.noLooksHint')} />}
      >
        {(look) => (
          <Row
            title={t('web:says', {
              what: look.byName === 'system' ? t('screen.firm.itself') : look.byName,
              text: list(look.fields),
            })}
            note={[when(look.at), look.purpose, look.reason, look.question?.answer].filter(Boolean).join(' · ')}
            after={
              look.question && (
                <Chip tone={look.question.answer === null ? 'soon' : 'done'}>
                  {t(`screen.firm.question.${look.question.answer === null ? 'open' : 'answered'}`)}
                </Chip>
              )
            }
            {...(look.question === null
              ? {
                  onClick: () => setOpen({ id: look.id, said: [look.byName, when(look.at), look.reason].join(' · ') }),
                }
              : {})}
          />
        )}
      </List>
      {open && <Question id={id} look={open} onClose={() => setOpen(null)} />}
    </Section>
  )
}

/** Data it was given: for one purpose, until a day. */
const Grants = () => {
  const t = useWords('catalogue')
  const { day } = useTimes()
  const requests = usePages(catalogue, 'listRequests', { query: {} })
  return (
    <Section title={t('screen.firm.grants')}>
      <List
        {...requests}
        keyOf={({ id }) => id}
        empty={<Empty icon="folder" title={t('screen.firm.noGrants')} hint={t('screen.firm.noGrantsHint')} />}
      >
        {(one) => (
          <Row
            title={one.datasetTitle}
            note={[one.purpose, one.agreement, one.expiresOn && t('screen.firm.until', { day: day(one.expiresOn) })]
              .filter(Boolean)
              .join(' · ')}
            after={<Chip>{t(`process.sharing-request.state.${one.state}`)}</Chip>}
          />
        )}
      </List>
    </Section>
  )
}

export default function FirmDataPage() {
  const t = useWords()
  const firms = useAsk(catalogue, 'listMyFirms')
  const [chosen, setChosen] = useState('')
  const items = firms.data?.items ?? []
  const id = chosen || (items[0]?.id ?? '')
  return (
    <Page title={t('nav.firmData')} back="/" canBeRead>
      {firms.error ? (
        <Failed error={firms.error} again={() => void firms.refetch()} />
      ) : !firms.data ? (
        <Skeleton />
      ) : id === '' ? (
        <Empty icon="shop" title={t('screen.firm.nobody')} hint={t('screen.firm.nobodyHint')} />
      ) : (
        <>
          {items.length > 1 && (
            <SelectField
              label={t('screen.firm.which')}
              value={id}
              choices={items.map((firm) => ({ value: firm.id, label: firm.name }))}
              onChange={(event) => setChosen(event.target.value)}
            />
          )}
          <Values key={`values ${id}`} id={id} />
          <Looks key={`looks ${id}`} id={id} />
          <Grants />
        </>
      )}
    </Page>
  )
}
