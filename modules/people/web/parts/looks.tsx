/** 足迹 Looks at one's own data, a line each, asked about with one tap; the page says in its own words what was looked at. */
import { Button, Chip, Empty, List, Row, Sheet, TextField, toast, useSend, useTimes, useWords } from '@liren/web'
import { type ComponentProps, useState } from 'react'
import { people } from '../../contract.ts'

type Look = {
  readonly id: string
  readonly lookedAt: string
  readonly lookerName: string
  readonly fields: readonly string[]
  readonly purpose: string
  readonly reason: string
  readonly questionState: 'open' | 'answered' | null
}
type Pages<L> = Omit<ComponentProps<typeof List<L>>, 'keyOf' | 'empty' | 'children'>

export const Looks = <L extends Look>({
  pages,
  purposeOf,
  fieldsOf,
  system,
  isOwn,
  stale,
}: {
  pages: Pages<L>
  purposeOf: (look: L) => string
  fieldsOf: (look: L) => readonly string[]
  /** From which system, where that is known. */
  system?: (look: L) => string
  /** One's own look raises no question. */
  isOwn: (look: L) => boolean
  stale: NonNullable<Parameters<typeof useSend>[2]>['stale']
}) => {
  const t = useWords('people')
  const { when, list } = useTimes()
  const who = ({ lookerName }: Look) => (lookerName === 'system' ? t('screen.footprint.itself') : lookerName)
  const [open, setOpen] = useState<L | null>(null)
  const [questionText, setQuestionText] = useState('')
  const send = useSend(people, 'questionFootprint', {
    ...(stale ? { stale } : {}),
    then: () => {
      toast(t('screen.question.sent'), 'good')
      setOpen(null)
      setQuestionText('')
    },
  })
  return (
    <>
      <p>{t('screen.footprint.hint')}</p>
      <List
        {...pages}
        keyOf={({ id }) => id}
        empty={<Empty icon="eye" title={t('screen.footprint.none')} hint={t('screen.footprint.noneHint')} />}
      >
        {(look) => (
          <Row
            title={`${who(look)} · ${purposeOf(look)}`}
            note={[when(look.lookedAt), list([...fieldsOf(look)]), look.reason, system?.(look)]
              .filter(Boolean)
              .join(' · ')}
            after={
              look.questionState && (
                <Chip tone={look.questionState === 'open' ? 'soon' : 'done'}>
                  {t(`screen.question.${look.questionState}`)}
                </Chip>
              )
            }
            {...(look.questionState === null && !isOwn(look) ? { onClick: () => setOpen(look) } : {})}
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
        {open && <p>{`${who(open)} · ${when(open.lookedAt)} · ${open.reason}`}</p>}
        <TextField
          label={t('screen.question.what')}
          value={questionText}
          maxLength={500}
          onChange={(event) => setQuestionText(event.target.value)}
        />
      </Sheet>
    </>
  )
}
