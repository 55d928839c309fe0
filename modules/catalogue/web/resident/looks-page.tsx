/** 我的足迹 Every look at my data: who, when, why, at what, from which system; asked about with one tap, saved as a file. */

import { people } from '@liren/people/contract'
import {
  Button,
  ButtonLink,
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
import { catalogue } from '../../contract.ts'

type Open = { id: string; line: string }

export default function LooksPage() {
  const t = useWords()
  const { when, list } = useTimes()
  const who = (name: string) => (name === 'system' ? t('screen.looks.itself') : name)
  const looks = usePages(catalogue, 'listMyLooks', { query: {} })
  const [open, setOpen] = useState<Open | null>(null)
  const [questionText, setQuestionText] = useState('')
  const send = useSend(people, 'questionFootprint', {
    stale: [[catalogue, 'listMyLooks']],
    then: () => {
      toast(t('screen.looks.sent'), 'good')
      setOpen(null)
      setQuestionText('')
    },
  })
  return (
    <Page
      title={t('nav.looks')}
      back="/me"
      canBeRead
      action={
        looks.items.length > 0 && (
          <a className="button button-plain button-wide" href="/api/catalogue/me/looks/csv" download>
            {t('screen.looks.save')}
          </a>
        )
      }
    >
      <p>{t('screen.looks.hint')}</p>
      <List
        {...looks}
        keyOf={({ id }) => id}
        empty={<Empty icon="eye" title={t('screen.looks.none')} hint={t('screen.looks.noneHint')} />}
      >
        {(look) => (
          <Row
            title={`${who(look.lookerName)} · ${look.purpose}`}
            note={`${when(look.lookedAt)} · ${list(look.fields)} · ${look.reason} · ${look.system}`}
            after={
              look.questionState && (
                <Chip tone={look.questionState === 'open' ? 'soon' : 'done'}>
                  {t(`screen.looks.${look.questionState}`)}
                </Chip>
              )
            }
            {...(look.questionState === null && !look.isMine
              ? {
                  onClick: () =>
                    setOpen({ id: look.id, line: `${who(look.lookerName)} · ${when(look.lookedAt)} · ${look.reason}` }),
                }
              : {})}
          />
        )}
      </List>
      <ButtonLink to="/people/me/rights" isWide>
        {t('screen.looks.rights')}
      </ButtonLink>
      <Sheet
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={t('screen.looks.ask')}
        action={
          <Button
            tone="main"
            isWide
            isBusy={send.isSending}
            disabled={questionText.trim().length < 2}
            onClick={() => open && send.now({ params: { id: open.id }, body: { questionText: questionText.trim() } })}
          >
            {t('screen.looks.send')}
          </Button>
        }
      >
        {open && <p>{open.line}</p>}
        <TextField
          label={t('screen.looks.question')}
          value={questionText}
          maxLength={500}
          onChange={(event) => setQuestionText(event.target.value)}
        />
      </Sheet>
    </Page>
  )
}
