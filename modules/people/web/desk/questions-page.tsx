/** Questions of people about who looked at their data: each is answered by somebody who did not look. */
import { Facts, toast, useFilters, useSend, useTimes, useWords } from '@liren/web'
import { DecideDetail, DeskPage, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { type FootprintQuestion, people } from '../../contract.ts'

export default function QuestionsPage() {
  const t = useWords()
  const { when, list } = useTimes()
  const [filters] = useFilters()
  const [open, setOpen] = useState<FootprintQuestion | null>(null)
  const send = useSend(people, 'answerFootprintQuestion', {
    then: () => {
      toast(t('screen.question.answered'), 'good')
      setOpen(null)
    },
  })
  return (
    <DeskPage title={t('nav.questions')} hint={t('screen.question.hint')}>
      <ListTable
        contract={people}
        route="listFootprintQuestions"
        input={{ query: { open: filters.state !== 'answered' } }}
        filters={[
          {
            name: 'state',
            label: t('screen.state.title'),
            choices: (['open', 'answered'] as const).map((value) => ({ value, label: t(`screen.question.${value}`) })),
          },
        ]}
        columns={[
          { key: 'asked', title: t('screen.question.askedAt'), width: 150, cell: (row) => when(row.askedAt) },
          { key: 'question', title: t('screen.question.what'), cell: (row) => row.questionText },
          { key: 'looker', title: t('screen.footprint.who'), width: 130, cell: (row) => row.footprint.lookerName },
          { key: 'reason', title: t('screen.reveal.reason'), cell: (row) => row.footprint.reason },
          { key: 'answer', title: t('screen.question.answer'), cell: (row) => row.answer ?? '—' },
        ]}
        onOpen={setOpen}
        label={t('nav.questions')}
      />
      <DecideDetail
        of={open?.id ?? null}
        onClose={() => setOpen(null)}
        title={t('screen.question.one')}
        label={t('screen.question.answer')}
        isSending={send.isSending}
        acts={
          open && !open.answeredAt
            ? [
                {
                  key: 'answer',
                  label: t('screen.question.send'),
                  isMain: true,
                  act: (answer) => send.now({ params: { id: open.id }, body: { answer } }),
                },
              ]
            : []
        }
      >
        {open && (
          <Facts
            of={[
              [t('screen.question.what'), open.questionText],
              [t('screen.footprint.who'), open.footprint.lookerName],
              [t('screen.footprint.when'), when(open.footprint.lookedAt)],
              [t('screen.reveal.purpose'), t(`screen.purpose.${open.footprint.purpose}`)],
              [t('screen.reveal.reason'), open.footprint.reason],
              [t('screen.reveal.fields'), list(open.footprint.fields.map((field) => t(`screen.field.${field}`)))],
              open.answer !== null && [t('screen.question.answer'), open.answer],
            ]}
          />
        )}
      </DecideDetail>
    </DeskPage>
  )
}
