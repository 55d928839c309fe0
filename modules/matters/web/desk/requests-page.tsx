/** What waits for a leader's word: more time, rest, returns. Whoever asked cannot decide. */
import {
  Button,
  Chip,
  Facts,
  Failed,
  refresh,
  Skeleton,
  TextField,
  useAsk,
  useFilters,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { matters } from '../../contract.ts'
import { FileStrip } from '../file-strip.tsx'
import { MatterBody } from '../matter-body.tsx'
import { UnitField } from '../unit-field.tsx'

const Decision = ({
  id,
  matterId,
  needsArbitration,
  onDone,
}: {
  id: string
  matterId: string
  needsArbitration: boolean
  onDone: () => void
}) => {
  const t = useWords('matters')
  const matter = useAsk(matters, 'read', { params: { id: matterId } })
  const [decision, setDecision] = useState('')
  const [unitId, setUnitId] = useState('')
  const send = useSend(matters, 'decide', {
    stale: [[matters]],
    then: () => {
      void refresh([matters])
      onDone()
    },
  })
  const decide = (isGranted: boolean) =>
    send.now({
      params: { id },
      body: { isGranted, decision: decision.trim(), ...(isGranted && needsArbitration && unitId ? { unitId } : {}) },
    })
  if (matter.error) return <Failed error={matter.error} />
  if (!matter.data) return <Skeleton />
  const request = matter.data.requests.find((one) => one.id === id)
  return (
    <>
      <h3>{matter.data.title}</h3>
      {request && (
        <Facts
          of={[
            [t(`step.${request.kind}Asked`), request.reason],
            request.reasonCode !== null && [t('screen.reason'), t(`returnReason.${request.reasonCode}`)],
            request.limit !== null && [
              t('screen.limitAsked'),
              t(`limit.${request.limit.unit}`, { amount: request.limit.amount }),
            ],
            request.reviewOn !== null && [t('screen.reviewOn'), request.reviewOn],
            request.toUnitName !== null && [t('screen.toUnit'), request.toUnitName],
            [t('screen.askedBy'), request.askedByName],
          ]}
        />
      )}
      {request && <FileStrip ids={request.fileIds} of={matter.data.files} />}
      <TextField
        label={t('screen.reason')}
        rows={2}
        maxLength={4000}
        value={decision}
        onChange={(event) => setDecision(event.target.value)}
      />
      {needsArbitration && <UnitField value={unitId} error={send.errors.unitId} onChange={setUnitId} />}
      <p className="button-row">
        <Button onClick={() => decide(false)} disabled={!decision.trim()} isBusy={send.isSending}>
          {t('screen.refuse')}
        </Button>
        <Button tone="main" onClick={() => decide(true)} disabled={!decision.trim()} isBusy={send.isSending}>
          {t('screen.grant')}
        </Button>
      </p>
      <MatterBody of={matter.data} />
    </>
  )
}

export default function RequestsPage() {
  const t = useWords('matters')
  const { when } = useTimes()
  const [filters, filter] = useFilters()
  const close = () => filter({ open: null, matter: null, arbitration: null })
  return (
    <DeskPage title={t('nav.requests')} hint={t('nav.requestsHint')}>
      <ListTable
        contract={matters}
        route="requests"
        isQueue
        input={{ query: {} }}
        columns={[
          { key: 'kind', title: t('nav.requests'), width: 130, cell: (row) => t(`step.${row.kind}Asked`) },
          { key: 'reason', title: t('screen.reason'), cell: (row) => row.reason },
          {
            key: 'arbitration',
            title: t('step.arbitrated'),
            width: 90,
            cell: (row) => (row.needsArbitration ? <Chip tone="overdue">{t('step.arbitrated')}</Chip> : ''),
          },
          { key: 'by', title: t('screen.askedBy'), width: 130, cell: (row) => row.askedByName },
          { key: 'at', title: t('screen.askedAt'), width: 140, cell: (row) => when(row.askedAt) },
        ]}
        onOpen={(row) =>
          filter({ open: row.id, matter: row.matterId, arbitration: row.needsArbitration ? 'yes' : null })
        }
      />
      <Detail isOpen={filters.open !== undefined} onClose={close} title={t('act.decide')} width={640}>
        {filters.open !== undefined && filters.matter !== undefined && (
          <Decision
            key={filters.open}
            id={filters.open}
            matterId={filters.matter}
            needsArbitration={filters.arbitration === 'yes'}
            onDone={close}
          />
        )}
      </Detail>
    </DeskPage>
  )
}
