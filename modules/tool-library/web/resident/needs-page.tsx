/** What is needed here, most wanted first: anybody says it, anybody seconds it, and sees which tool answers. */
import {
  Button,
  Chip,
  Empty,
  Field,
  List,
  Page,
  Row,
  Sheet,
  TextField,
  toast,
  usePages,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'
import { usePlace } from '../parts/use-place.ts'

export default function NeedsPage() {
  const t = useWords()
  const { list } = useTimes()
  const say = useSay()
  const area = usePlace()
  const session = useSession()
  const needs = usePages(toolLibrary, 'needs', { query: {} })
  const [isOpen, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const [evidence, setEvidence] = useState('')
  const vote = useSend(toolLibrary, 'voteNeed')
  const send = useSend(toolLibrary, 'askNeed', {
    then: () => {
      setOpen(false)
      setTitle('')
      setEvidence('')
      toast(t('screen.needKept'), 'good')
    },
  })
  const isIn = session.kind === 'account' && area !== null
  return (
    <Page
      title={t('nav.needs')}
      back="/tool-library"
      {...(isIn
        ? {
            action: (
              <Button tone="main" isWide onClick={() => setOpen(true)}>
                {t('screen.sayNeed')}
              </Button>
            ),
          }
        : {})}
    >
      <p>{t('screen.needsLead')}</p>
      <List
        {...needs}
        keyOf={(need) => need.id}
        empty={<Empty icon="flag" title={t('screen.noNeeds')} hint={t('screen.noNeedsHint')} />}
      >
        {(need) => (
          <Row
            title={need.title}
            note={`${need.issuer ? `${t('serves.management')}：${need.issuer} · ` : ''}${need.evidence}${need.versions.length > 0 ? ` · ${t('screen.answeredBy', { tools: list(need.versions.map((one) => `${say(one.name)} ${one.version}（${t(`state.${one.state}`)}）`)) })}` : ''}`}
            after={
              isIn && need.mayVote ? (
                <Button icon="hand" onClick={() => vote.now({ params: { id: need.id } })}>
                  {t('screen.second', { count: need.votes })}
                </Button>
              ) : (
                <Chip tone={need.hasMine ? 'done' : 'plain'}>{t('screen.votes', { count: need.votes })}</Chip>
              )
            }
          />
        )}
      </List>
      <Sheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('screen.sayNeed')}
        action={
          <Button
            tone="main"
            isWide
            isBusy={send.isSending}
            disabled={title.trim().length < 4 || evidence.trim().length < 4}
            onClick={() => area && send.now({ body: { area, title, evidence, serves: 'resident' } })}
          >
            {t('screen.send')}
          </Button>
        }
      >
        <Field
          label={t('screen.needTitle')}
          value={title}
          maxLength={80}
          error={send.errors.title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <TextField
          label={t('screen.evidence')}
          hint={t('screen.evidenceHint')}
          value={evidence}
          maxLength={1000}
          error={send.errors.evidence}
          onChange={(event) => setEvidence(event.target.value)}
        />
      </Sheet>
    </Page>
  )
}
