/** Requests of people to be erased: each answered within its days, by somebody who did not write it down. */
import { ask, Facts, refresh, Section, toast, useFilters, useProof, useTimes, useWords } from '@liren/web'
import { DecideDetail, DeskPage, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { type ErasureRequest, erasureStates, people } from '../../contract.ts'

const Outcome = ({ of }: { of: NonNullable<ErasureRequest['outcome']> }) => {
  const t = useWords()
  return (
    <Section title={t('screen.rights.outcome')}>
      <Facts
        of={of.map(({ title, erased, kept }) => [
          title,
          [t('screen.rights.erased', { count: erased }), kept].filter(Boolean).join(' · '),
        ])}
      />
    </Section>
  )
}

export default function RightsPage() {
  const t = useWords()
  const { when, day } = useTimes()
  const { act, sheet } = useProof()
  const [filters] = useFilters()
  const [open, setOpen] = useState<ErasureRequest | null>(null)
  const decide = (decision: 'erase' | 'decline', answer: string) =>
    void act(async () => {
      if (!open) return
      const answered = await ask(people, 'answerErasure', { params: { id: open.id }, body: { decision, answer } })
      toast(t(decision === 'erase' ? 'screen.rights.done' : 'screen.rights.declined'), 'good')
      setOpen(answered)
      await refresh([people])
    })
  return (
    <DeskPage title={t('nav.rights')} hint={t('screen.rights.hint')}>
      {sheet}
      <ListTable
        contract={people}
        route="listErasures"
        input={{ query: { state: erasureStates.find((state) => state === filters.state) ?? 'open' } }}
        filters={[
          {
            name: 'state',
            label: t('screen.state.title'),
            choices: erasureStates.map((value) => ({ value, label: t(`screen.rights.state.${value}`) })),
          },
        ]}
        columns={[
          { key: 'asked', title: t('screen.rights.askedAt'), width: 150, cell: (row) => when(row.askedAt) },
          { key: 'who', title: t('screen.person'), width: 120, cell: (row) => row.displayName },
          {
            key: 'how',
            title: t('screen.rights.title'),
            width: 130,
            cell: (row) => t(row.isOwn ? 'screen.rights.own' : 'screen.rights.noted'),
          },
          { key: 'why', title: t('screen.rights.why'), cell: (row) => row.reason ?? '—' },
          { key: 'due', title: t('screen.rights.dueOn'), width: 130, cell: (row) => day(row.dueOn) },
          {
            key: 'state',
            title: t('screen.state.title'),
            width: 110,
            cell: (row) => t(`screen.rights.state.${row.state}`),
          },
        ]}
        onOpen={setOpen}
        label={t('nav.rights')}
      />
      <DecideDetail
        of={open?.id ?? null}
        onClose={() => setOpen(null)}
        title={t('screen.rights.one')}
        label={t('screen.rights.decide')}
        acts={
          open?.state === 'open'
            ? [
                { key: 'decline', label: t('screen.rights.decline'), act: (answer) => decide('decline', answer) },
                {
                  key: 'erase',
                  label: t('screen.rights.carryOut'),
                  isMain: true,
                  isDanger: true,
                  sure: t('screen.rights.sure'),
                  act: (answer) => decide('erase', answer),
                },
              ]
            : []
        }
      >
        {open && (
          <>
            <Facts
              of={[
                [t('screen.person'), open.displayName],
                [t('screen.rights.askedAt'), when(open.askedAt)],
                [t('screen.rights.dueOn'), day(open.dueOn)],
                [t('screen.rights.why'), open.reason ?? '—'],
                [t('screen.state.title'), t(`screen.rights.state.${open.state}`)],
                open.answer !== null && [t('screen.rights.answer'), open.answer],
              ]}
            />
            {open.outcome && <Outcome of={open.outcome} />}
          </>
        )}
      </DecideDetail>
    </DeskPage>
  )
}
