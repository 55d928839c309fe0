/** 共享申请 Who asked for which data, for what; answered in the time of the law, used on record, taken back at will. */

import type { Static } from '@liren/contract'
import {
  Chip,
  Facts,
  Field,
  Link,
  Section,
  toast,
  useFilters,
  useMay,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DecideDetail, DeskPage, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue, type SharingRequest } from '../../contract.ts'
import { requestStates as states } from '../../routes-datasets.ts'
import { DisputePart } from './dispute-part.tsx'
import { UseData } from './use-data.tsx'

const tones = {
  asked: 'soon',
  granted: 'main',
  provided: 'done',
  refused: 'plain',
  withdrawn: 'plain',
  disputed: 'overdue',
  expired: 'plain',
} as const
const decisions = {
  asked: ['grant', 'refuse'],
  granted: ['provide', 'withdraw'],
  provided: ['withdraw'],
  refused: [],
  disputed: [],
  expired: [],
  withdrawn: [],
} as const

const Uses = ({ id }: { id: string }) => {
  const t = useWords()
  const { when } = useTimes()
  const uses = usePages(catalogue, 'listUses', { params: { id }, query: {} })
  return (
    <Section title={t('screen.sharing.useLog')}>
      {uses.items.length === 0 ? (
        <p>{t('screen.sharing.noUses')}</p>
      ) : (
        <Facts
          of={uses.items.map((one) => [when(one.at), t('screen.sharing.used', { name: one.byName, rows: one.rows })])}
        />
      )}
    </Section>
  )
}

export default function SharingPage() {
  const t = useWords()
  const may = useMay()
  const { when, list, day } = useTimes()
  const [filters] = useFilters()
  const [open, setOpen] = useState<Static<typeof SharingRequest> | null>(null)
  const [until, setUntil] = useState('')
  const state = states.find((one) => one === filters.state)
  const send = useSend(catalogue, 'answerRequest', {
    stale: [
      [catalogue, 'listRequests'],
      [catalogue, 'readSharing'],
    ],
    then: () => {
      toast(t('screen.sharing.answered'), 'good')
      setOpen(null)
    },
  })
  const choices = open && may('sharing.answer') ? decisions[open.state] : []
  return (
    <DeskPage title={t('nav.sharing')} hint={t('screen.sharing.hint')}>
      <ListTable
        contract={catalogue}
        route="listRequests"
        input={{ query: state ? { state } : {} }}
        filters={[
          {
            name: 'state',
            label: t('screen.dataset.state'),
            choices: states.map((value) => ({ value, label: t(`process.sharing-request.state.${value}`) })),
          },
        ]}
        columns={[
          { key: 'title', title: t('screen.dataset.title'), cell: (row) => row.datasetTitle },
          { key: 'unit', title: t('screen.sharing.unit'), cell: (row) => row.unitName },
          { key: 'purpose', title: t('screen.sharing.purpose'), cell: (row) => row.purpose },
          { key: 'at', title: t('screen.sharing.askedAt'), width: 150, cell: (row) => when(row.askedAt) },
          {
            key: 'state',
            title: t('screen.dataset.state'),
            width: 150,
            cell: (row) => <Chip tone={tones[row.state]}>{t(`process.sharing-request.state.${row.state}`)}</Chip>,
          },
        ]}
        onOpen={setOpen}
        label={t('nav.sharing')}
      />
      <DecideDetail
        of={open?.id ?? null}
        onClose={() => setOpen(null)}
        title={open?.datasetTitle ?? ''}
        label={t('screen.sharing.answer')}
        isSending={send.isSending}
        acts={choices.map((decision, at) => ({
          key: decision,
          label: t(`process.sharing-request.move.${decision}`),
          isMain: at === 0,
          act: (text) =>
            open &&
            send.now({
              params: { id: open.id },
              body: { decision, text, ...(decision === 'grant' && until ? { expiresOn: until } : {}) },
            }),
        }))}
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
                [t('screen.sharing.unit'), `${open.unitName} · ${open.askedName}`],
                [t('screen.sharing.purpose'), open.purpose],
                [t('screen.dataset.columns'), list(open.columns)],
                open.agreement !== null && [t('screen.sharing.agreement'), open.agreement],
                open.answer !== null && [t('screen.sharing.answer'), open.answer],
                open.expiresOn !== null && [t('screen.sharing.expiresOn'), day(open.expiresOn)],
                open.dispute !== null && [t('screen.sharing.dispute'), open.dispute],
                open.settlement !== null && [
                  t('screen.sharing.settlement'),
                  t('web:noted', { what: open.settlement, note: open.settledName ?? '' }),
                ],
                open.deletionProof !== null && [t('screen.sharing.deletion'), open.deletionProof],
              ]}
            />
            {open.state === 'asked' && may('sharing.answer') && !open.isMine && (
              <Field
                label={t('screen.sharing.expiresOn')}
                type="date"
                isOptional
                value={until}
                error={send.errors.expiresOn}
                onChange={(event) => setUntil(event.target.value)}
              />
            )}
            <DisputePart key={`${open.id} ${open.state}`} of={open} onDone={() => setOpen(null)} />
            {open.isMine && (open.state === 'provided' || open.state === 'withdrawn' || open.state === 'expired') && (
              <UseData key={open.id} of={open} />
            )}
            <Uses id={open.id} />
          </>
        )}
      </DecideDetail>
    </DeskPage>
  )
}
