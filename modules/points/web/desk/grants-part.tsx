/** Thanks by hand: whom, how much, for what; beyond what one may give alone a second person agrees. */
import {
  Button,
  Chip,
  Empty,
  Facts,
  Field,
  Notice,
  Row,
  Section,
  Skeleton,
  TextField,
  toast,
  useAsk,
  useFilters,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Detail, ListTable, PersonField, type PickedPerson } from '@liren/web/desk'
import { useState } from 'react'
import { points } from '../../contract.ts'
import type { GrantView } from '../../views.ts'

const Lately = ({ personId }: { personId: string }) => {
  const t = useWords('points')
  const { when } = useTimes()
  const { data } = useAsk(points, 'entriesOf', { params: { id: personId }, query: { limit: 5 } })
  if (!data) return <Skeleton rows={2} />
  return (
    <Section title={t('grant.lately')}>
      {data.items.length === 0 && <p className="points-quiet">{t('grant.nothingLately')}</p>}
      {data.items.map((one) => (
        <Row key={one.id} title={`${one.because} ${one.change > 0 ? '+' : ''}${one.change}`} note={when(one.at)} />
      ))}
    </Section>
  )
}

const Give = ({ area, onDone }: { area: string; onDone: () => void }) => {
  const t = useWords('points')
  const [id] = useState(() => crypto.randomUUID())
  const [person, setPerson] = useState<PickedPerson | null>(null)
  const [amount, setAmount] = useState('')
  const [because, setBecause] = useState('')
  const budget = useAsk(points, 'budget', { params: { area } })
  const send = useSend(points, 'grant', {
    stale: [[points]],
    then: ({ isWaiting }) => {
      toast(t(isWaiting ? 'grant.waits' : 'grant.given'), 'good')
      onDone()
    },
  })
  const isWhole = person !== null && /^[1-9]\d{0,2}$/.test(amount) && because.trim().length >= 4
  return (
    <div className="points-form">
      {budget.data && <Notice>{t('grant.budget', { left: budget.data.left })}</Notice>}
      <PersonField label={t('grant.whom')} value={person} onChange={setPerson} />
      {send.errors.personId && <p className="field-error">{send.errors.personId}</p>}
      {person && <Lately personId={person.id} />}
      <Field
        label={t('grant.amount')}
        hint={t('grant.amountHint')}
        inputMode="numeric"
        value={amount}
        error={send.errors.amount}
        onChange={(event) => setAmount(event.target.value.trim())}
      />
      <TextField
        label={t('grant.because')}
        hint={t('grant.becauseHint')}
        value={because}
        maxLength={100}
        error={send.errors.because}
        onChange={(event) => setBecause(event.target.value)}
      />
      <Button
        tone="main"
        isWide
        isBusy={send.isSending}
        disabled={!isWhole}
        onClick={() =>
          person &&
          send.now({ body: { id, personId: person.id, area, amount: Number(amount), because: because.trim() } })
        }
      >
        {t('grant.give')}
      </Button>
    </div>
  )
}

const Decide = ({ of, onDone }: { of: GrantView; onDone: () => void }) => {
  const t = useWords('points')
  const { when } = useTimes()
  const [note, setNote] = useState('')
  const send = useSend(points, 'decideGrant', {
    stale: [[points]],
    then: () => {
      toast(t('screen.saved'), 'good')
      onDone()
    },
  })
  const decide = (isGranted: boolean) => send.now({ params: { id: of.id }, body: { isGranted, note: note.trim() } })
  return (
    <div className="points-form">
      <Facts
        of={[
          [t('grant.whom'), of.personName],
          [t('grant.amount'), String(of.amount)],
          [t('grant.because'), of.because],
          [t('grant.askedBy'), `${of.askedByName} · ${when(of.askedAt)}`],
          of.decidedByName !== null && [
            t(`grant.state.${of.state}`),
            `${of.decidedByName}${of.note ? ` · ${of.note}` : ''}`,
          ],
        ]}
      />
      {of.state === 'asked' && of.isMine && <Notice>{t('grant.needsAnother')}</Notice>}
      {of.state === 'asked' && !of.isMine && (
        <>
          <TextField
            label={t('screen.note')}
            isOptional
            value={note}
            maxLength={300}
            onChange={(event) => setNote(event.target.value)}
          />
          <div className="points-buttons">
            <Button tone="main" isBusy={send.isSending} onClick={() => decide(true)}>
              {t('grant.agree')}
            </Button>
            <Button isBusy={send.isSending} disabled={note.trim().length < 2} onClick={() => decide(false)}>
              {t('grant.decline')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

export const GrantsPart = ({ area }: { area: string }) => {
  const t = useWords('points')
  const { when } = useTimes()
  const [filters, filter] = useFilters()
  const [open, setOpen] = useState<GrantView | null>(null)
  return (
    <>
      <div className="points-buttons">
        <Button tone="main" onClick={() => filter({ give: 'yes' })}>
          {t('grant.new')}
        </Button>
      </div>
      <ListTable
        contract={points}
        route="grants"
        input={{ query: { area } }}
        empty={<Empty icon="star" title={t('grant.none')} hint={t('grant.noneHint')} />}
        columns={[
          { key: 'person', title: t('grant.whom'), width: 120, cell: (row) => row.personName },
          { key: 'amount', title: t('grant.amount'), width: 90, isNumber: true, cell: (row) => row.amount },
          { key: 'because', title: t('grant.because'), cell: (row) => row.because },
          {
            key: 'askedBy',
            title: t('grant.askedBy'),
            width: 240,
            cell: (row) => `${row.askedByName} · ${when(row.askedAt)}`,
          },
          {
            key: 'state',
            title: t('screen.state'),
            width: 130,
            cell: (row) => (
              <Chip tone={row.state === 'asked' ? 'soon' : row.state === 'granted' ? 'done' : 'plain'}>
                {t(`grant.state.${row.state}`)}
              </Chip>
            ),
          },
        ]}
        onOpen={setOpen}
      />
      <Detail isOpen={filters.give === 'yes'} onClose={() => filter({ give: null })} title={t('grant.new')}>
        {filters.give === 'yes' && <Give area={area} onDone={() => filter({ give: null })} />}
      </Detail>
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={t('grant.title')}>
        {open && <Decide key={open.id} of={open} onDone={() => setOpen(null)} />}
      </Detail>
    </>
  )
}
