/** 权利申请 Requests about personal data other than erasure, each with its clock; answered by somebody other than its subject. */

import type { Static } from '@liren/contract'
import { Chip, Facts, Link, Notice, toast, useFilters, useSend, useTimes, useWords } from '@liren/web'
import { DecideDetail, DeskPage, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue, type Right } from '../../contract.ts'
import { type Change, Changes, isWhole } from './changes.tsx'

const states = ['asked', 'done', 'declined', 'withdrawn'] as const

export default function RightsPage() {
  const t = useWords()
  const { when, day } = useTimes()
  const [filters] = useFilters()
  const [open, setOpen] = useState<Static<typeof Right> | null>(null)
  const [changes, setChanges] = useState<readonly Change[]>([])
  const state = states.find((one) => one === filters.state)
  const send = useSend(catalogue, 'answerRight', {
    stale: [[catalogue, 'listRights']],
    then: () => {
      toast(t('screen.rights.answered'), 'good')
      setOpen(null)
      setChanges([])
    },
  })
  const isOpen = open?.state === 'asked' && open.kind !== 'delete'
  const say = (decision: 'fulfil' | 'decline', text: string) =>
    open &&
    send.now({
      params: { id: open.id },
      body: {
        decision,
        text,
        ...(decision === 'fulfil' && open.kind === 'correct' ? { changes: [...changes] } : {}),
      },
    })
  const mayFulfil = open?.kind !== 'correct' || (changes.length > 0 && changes.every(isWhole))
  return (
    <DeskPage title={t('nav.rights')} hint={t('screen.rights.deskHint')}>
      <ListTable
        contract={catalogue}
        route="listRights"
        input={{ query: state ? { state } : {} }}
        filters={[
          {
            name: 'state',
            label: t('screen.dataset.state'),
            choices: states.map((value) => ({ value, label: t(`process.rights-request.state.${value}`) })),
          },
        ]}
        columns={[
          { key: 'kind', title: t('screen.rights.what'), cell: (row) => t(`right.${row.kind}`) },
          { key: 'who', title: t('screen.rights.who'), width: 130, cell: (row) => row.displayName },
          { key: 'at', title: t('screen.sharing.askedAt'), width: 150, cell: (row) => when(row.askedAt) },
          {
            key: 'due',
            title: t('screen.dataset.dueOn'),
            width: 130,
            cell: (row) => (row.dueAt ? day(row.dueAt) : '—'),
          },
          {
            key: 'state',
            title: t('screen.dataset.state'),
            width: 130,
            cell: (row) => (
              <Chip tone={row.state === 'asked' ? 'soon' : 'done'}>
                {t(`process.rights-request.state.${row.state}`)}
              </Chip>
            ),
          },
        ]}
        onOpen={(row) => {
          setOpen(row)
          setChanges([{ key: '', value: '' }])
        }}
        label={t('nav.rights')}
      />
      <DecideDetail
        of={open?.id ?? null}
        onClose={() => setOpen(null)}
        title={open ? t(`right.${open.kind}`) : ''}
        label={t('screen.sharing.answer')}
        maxLength={1000}
        isSending={send.isSending}
        acts={
          isOpen
            ? [
                {
                  key: 'decline',
                  label: t('process.rights-request.move.decline'),
                  act: (text) => say('decline', text),
                },
                {
                  key: 'fulfil',
                  label: t('process.rights-request.move.fulfil'),
                  isMain: true,
                  isReady: mayFulfil,
                  act: (text) => say('fulfil', text),
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
                  t('screen.sharing.number'),
                  <Link key="number" to={`/matters/${open.matterId}`}>
                    {open.number}
                  </Link>,
                ],
                [t('screen.rights.who'), open.displayName],
                open.text !== null && [t('screen.rights.words'), open.text],
                open.answer !== null && [t('screen.sharing.answer'), open.answer],
              ]}
            />
            {open.kind === 'delete' && open.state === 'asked' && (
              <Notice>
                <Link to="/people/rights">{t('screen.rights.elsewhere')}</Link>
              </Notice>
            )}
            {isOpen && <Notice>{t(`screen.rights.effect.${open.kind}`)}</Notice>}
            {isOpen && open.kind === 'correct' && <Changes of={changes} onChange={setChanges} errors={send.errors} />}
          </>
        )}
      </DecideDetail>
    </DeskPage>
  )
}
