/** 告知承诺 Promises drawn by lot to be looked at afterwards, and those that were broken. */

import type { Static } from '@liren/contract'
import {
  Button,
  Chip,
  Facts,
  Notice,
  Switch,
  TextField,
  toast,
  todayOn,
  useFilters,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { PromiseRow } from '../../views.ts'

type Row = Static<typeof PromiseRow>

const Check = ({ of, onDone }: { of: Row; onDone: () => void }) => {
  const t = useWords('services')
  const { day, list, when } = useTimes()
  const [finding, setFinding] = useState('')
  const [isKept, setKept] = useState(true)
  const send = useSend(services, 'checkPromise', {
    then: () => {
      toast(t('screen.checked'), 'good')
      onDone()
    },
  })
  return (
    <>
      <Facts
        of={[
          [t('screen.number'), of.number],
          [t('screen.name'), of.itemName],
          [t('screen.promisedPapers'), list(of.materials)],
          [t('screen.promisedAt'), when(of.madeAt)],
          of.checkBy !== null && [t('screen.checkBy'), day(of.checkBy)],
          of.finding !== null && [t('screen.finding'), of.finding],
        ]}
      />
      {of.checkedAt === null ? (
        <>
          <Notice>{t('screen.checkHint')}</Notice>
          <TextField
            label={t('screen.finding')}
            value={finding}
            maxLength={600}
            onChange={(event) => setFinding(event.target.value)}
          />
          <Switch label={t('screen.promiseKept')} value={isKept} onChange={setKept} />
          <Button
            tone="main"
            disabled={finding.trim().length < 2}
            isBusy={send.isSending}
            onClick={() => send.now({ params: { id: of.applicationId }, body: { isKept, finding: finding.trim() } })}
          >
            {t('screen.recordCheck')}
          </Button>
        </>
      ) : (
        <p>{t('screen.checkedAt', { at: when(of.checkedAt) })}</p>
      )}
    </>
  )
}

export default function PromisesPage() {
  const t = useWords()
  const { day, list, when } = useTimes()
  const [filters] = useFilters()
  const [open, setOpen] = useState<Row | null>(null)
  const today = todayOn()
  return (
    <DeskPage title={t('nav.promises')} hint={t('screen.promisesHint')}>
      <ListTable
        contract={services}
        route="promises"
        input={{ query: filters.which === 'broken' ? { isBroken: true } : {} }}
        filters={[
          { name: 'which', label: t('screen.which'), choices: [{ value: 'broken', label: t('screen.brokenOnes') }] },
        ]}
        columns={[
          { key: 'number', title: t('screen.number'), width: 200, cell: (row) => row.number },
          { key: 'item', title: t('screen.name'), isHead: true, cell: (row) => row.itemName },
          { key: 'materials', title: t('screen.promisedPapers'), cell: (row) => list(row.materials) },
          { key: 'at', title: t('screen.promisedAt'), width: 160, cell: (row) => when(row.madeAt) },
          {
            key: 'by',
            title: t('screen.checkBy'),
            width: 170,
            cell: (row) =>
              row.checkBy === null ? (
                ''
              ) : (
                <>
                  {day(row.checkBy)}{' '}
                  {row.checkedAt === null && row.checkBy < today && <Chip tone="overdue">{t('screen.late')}</Chip>}
                </>
              ),
          },
          {
            key: 'kept',
            title: t('screen.promiseState'),
            width: 110,
            cell: (row) =>
              row.isKept === null ? t('screen.toCheck') : t(row.isKept ? 'screen.keptIt' : 'screen.brokeIt'),
          },
        ]}
        onOpen={setOpen}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={t('nav.promises')}>
        {open && <Check key={open.applicationId} of={open} onDone={() => setOpen(null)} />}
      </Detail>
    </DeskPage>
  )
}
