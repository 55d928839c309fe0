/** 企业质询 Enterprises ask why they were looked at: each question is answered by somebody who did not look. */
import { Facts, Link, Notice, toast, useFilters, useSend, useTimes, useWords } from '@liren/web'
import { DecideDetail, DeskPage, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue, type FirmQuestionView } from '../../contract.ts'

export default function FirmQuestionsPage() {
  const t = useWords()
  const { when, list } = useTimes()
  const [filters] = useFilters()
  const [open, setOpen] = useState<FirmQuestionView | null>(null)
  const send = useSend(catalogue, 'answerFirmQuestion', {
    stale: [[catalogue, 'listFirmQuestions']],
    then: () => {
      toast(t('screen.firm.question.done'), 'good')
      setOpen(null)
    },
  })
  const lookerOf = ({ byName }: FirmQuestionView) => (byName === 'system' ? t('screen.firm.itself') : byName)
  return (
    <DeskPage title={t('nav.firmQuestions')} hint={t('screen.firm.question.hint')}>
      <ListTable
        contract={catalogue}
        route="listFirmQuestions"
        input={{ query: { open: filters.state !== 'answered' } }}
        filters={[
          {
            name: 'state',
            label: t('screen.dataset.state'),
            choices: (['open', 'answered'] as const).map((value) => ({
              value,
              label: t(`screen.firm.question.${value}`),
            })),
          },
        ]}
        columns={[
          { key: 'asked', title: t('screen.sharing.askedAt'), width: 150, cell: (row) => when(row.askedAt) },
          { key: 'firm', title: t('screen.firm.question.firm'), width: 180, cell: (row) => row.firmName },
          { key: 'question', title: t('screen.firm.question.what'), cell: (row) => row.text },
          { key: 'looker', title: t('screen.firm.question.who'), width: 130, cell: lookerOf },
          { key: 'answer', title: t('screen.firm.question.answer'), cell: (row) => row.answer ?? '—' },
        ]}
        onOpen={setOpen}
        label={t('nav.firmQuestions')}
      />
      <DecideDetail
        of={open?.id ?? null}
        onClose={() => setOpen(null)}
        title={t('screen.firm.question.title')}
        label={t('screen.firm.question.answer')}
        maxLength={1000}
        isSending={send.isSending}
        acts={
          open && open.answer === null && !open.isMine
            ? [
                {
                  key: 'answer',
                  label: t('process.firm-question.move.answer'),
                  isMain: true,
                  act: (text) => send.now({ params: { id: open.id }, body: { text } }),
                },
              ]
            : []
        }
      >
        {open && (
          <>
            <Facts
              of={[
                [
                  t('screen.firm.question.firm'),
                  <Link key="firm" to={`/matters/${open.id}`}>
                    {open.firmName}
                  </Link>,
                ],
                [t('screen.firm.question.what'), open.text],
                [t('screen.firm.question.who'), lookerOf(open)],
                [t('screen.firm.question.when'), when(open.at)],
                [t('screen.firm.question.fields'), list(open.fields)],
                [t('screen.firm.question.purpose'), open.purpose],
                [t('screen.firm.question.reason'), open.reason],
                open.answer !== null && [t('screen.firm.question.answer'), open.answer],
              ]}
            />
            {open.isMine && open.answer === null && <Notice>{t('refusal.own-look')}</Notice>}
          </>
        )}
      </DecideDetail>
    </DeskPage>
  )
}
