/** Mutual aid at the desk: requests with children looked at, disputes settled, hours between communities. */
import { monthOf } from '@liren/contract/day'
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Facts,
  Failed,
  Field,
  Notice,
  Segments,
  Skeleton,
  TextField,
  toast,
  useArea,
  useAsk,
  useFilters,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, Figures, ListTable, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { type HelpView, mutualAid } from '../../contract.ts'
import { states } from '../../help-request.ts'
import '../aid.css'

const Decide = ({ of, onDone }: { of: HelpView; onDone: () => void }) => {
  const t = useWords('mutual-aid')
  const { when } = useTimes()
  const [note, setNote] = useState('')
  const then = () => {
    toast(t('screen.saved'), 'good')
    onDone()
  }
  const decide = useSend(mutualAid, 'decide', { stale: [[mutualAid]], then })
  const settle = useSend(mutualAid, 'settle', { stale: [[mutualAid]], then })
  const said = note.trim()
  return (
    <div className="form-stack">
      <Facts
        of={[
          [t('screen.wish'), of.wish],
          [t('screen.kind'), t(`kind.${of.kind}`)],
          [t('screen.place'), of.building],
          [t('screen.when'), `${when(of.startsAt)} – ${when(of.endsAt)}`],
          [t('screen.forWhom'), t(`forWhom.${of.forWhom}`)],
          of.safety !== null && [t('screen.safety'), of.safety],
          of.people > 1 && [t('screen.people'), t('screen.peopleCount', { count: of.people })],
          of.reach === 'street' && [t('screen.reach'), t('reach.street')],
          [t('screen.state'), t(`state.${of.state}`)],
          of.deskNote !== null && [t('screen.deskNote'), of.deskNote],
        ]}
      />
      {['toCheck', 'open', 'disputed'].includes(of.state) && (
        <TextField
          label={t('screen.note')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      )}
      <div className="flow-row is-even">
        {of.isUrgent && of.state === 'disputed' && (
          <ButtonLink to={`/mutual-aid/danger/${of.id}`} tone="urgent" icon="warning">
            {t('screen.goThere')}
          </ButtonLink>
        )}
        {of.state === 'toCheck' && (
          <Button
            tone="main"
            isBusy={decide.isSending}
            onClick={() => decide.now({ params: { id: of.id }, body: { isFine: true, note: said } })}
          >
            {t('screen.approve')}
          </Button>
        )}
        {['toCheck', 'open'].includes(of.state) && (
          <Button
            isBusy={decide.isSending}
            disabled={said.length < 2}
            onClick={() => decide.now({ params: { id: of.id }, body: { isFine: false, note: said } })}
          >
            {t('screen.decline')}
          </Button>
        )}
        {of.state === 'disputed' && (
          <>
            <Button
              tone="main"
              isBusy={settle.isSending}
              disabled={said.length < 2}
              onClick={() => settle.now({ params: { id: of.id }, body: { isHelperPaid: true, note: said } })}
            >
              {t('screen.payHelper')}
            </Button>
            <Button
              isBusy={settle.isSending}
              disabled={said.length < 2}
              onClick={() => settle.now({ params: { id: of.id }, body: { isHelperPaid: false, note: said } })}
            >
              {t('screen.payBack')}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}

const RequestsPart = ({ area }: { area: string }) => {
  const t = useWords('mutual-aid')
  const { when } = useTimes()
  const [filters] = useFilters()
  const [open, setOpen] = useState<HelpView | null>(null)
  const state = states.find((one) => one === filters.state)
  return (
    <>
      <ListTable
        contract={mutualAid}
        route="all"
        input={{ query: { area, ...(state ? { state } : {}) } }}
        filters={[
          {
            name: 'state',
            label: t('screen.state'),
            choices: states.map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        columns={[
          { key: 'wish', title: t('screen.wish'), cell: (row) => row.wish },
          { key: 'kind', title: t('screen.kind'), width: 120, cell: (row) => t(`kind.${row.kind}`) },
          { key: 'building', title: t('screen.place'), cell: (row) => row.building },
          { key: 'when', title: t('screen.when'), width: 160, cell: (row) => when(row.startsAt) },
          {
            key: 'state',
            title: t('screen.state'),
            width: 130,
            cell: (row) => (
              <Chip tone={row.state === 'disputed' ? 'overdue' : row.state === 'toCheck' ? 'soon' : 'plain'}>
                {t(`state.${row.state}`)}
              </Chip>
            ),
          },
        ]}
        onOpen={setOpen}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={t('nav.one')}>
        {open && <Decide key={open.id} of={open} onDone={() => setOpen(null)} />}
      </Detail>
    </>
  )
}

const thisMonth = () => monthOf(Date.now())

const ClearingPart = ({ area }: { area: string }) => {
  const t = useWords('mutual-aid')
  const { areas } = useArea()
  const [month, setMonth] = useState(thisMonth)
  const [hours, setHours] = useState('')
  // Pressed again after a lost answer, it is the same hours.
  const [fundId, setFundId] = useState(() => crypto.randomUUID())
  const { data, error, refetch } = useAsk(mutualAid, 'clearing', { query: { area, month } })
  const together = useAsk(mutualAid, 'cooperation', { query: { area } })
  const fund = useSend(mutualAid, 'fund', {
    then: () => {
      toast(t('screen.saved'), 'good')
      setHours('')
      setFundId(crypto.randomUUID())
    },
  })
  const nameOf = (code: string) => areas.find((one) => one.code === code)?.name ?? code
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={4} />
  return (
    <>
      {together.data && (
        <Figures
          of={[
            {
              label: t('screen.cooperation'),
              value: `${together.data.met} / ${together.data.asked}`,
              note: t('screen.cooperationLine', {
                asked: together.data.asked,
                met: together.data.met,
                share: together.data.metShare === null ? '—' : `${Math.round(100 * together.data.metShare)} %`,
                pairs: together.data.pairs,
                repeat: together.data.repeatHelpers,
              }),
            },
            { label: t('screen.tabClearing'), value: data.net, note: t('screen.net', { net: data.net }) },
          ]}
        />
      )}
      <Panel
        title={t('screen.tabClearing')}
        tools={
          <Field
            label={t('screen.month')}
            type="month"
            value={month}
            onChange={(event) => /^\d{4}-\d{2}$/.test(event.target.value) && setMonth(event.target.value)}
          />
        }
      >
        <Rows
          rowKey={(row) => `${row.from} ${row.to}`}
          rows={data.items}
          empty={<Empty title={t('screen.none2')} />}
          columns={[
            { key: 'fromArea', title: t('screen.fromArea'), cell: (row) => nameOf(row.from) },
            { key: 'toArea', title: t('screen.toArea'), cell: (row) => nameOf(row.to) },
            { key: 'hours', title: t('screen.hours'), cell: (row) => row.hours, isNumber: true },
            { key: 'count', title: t('screen.count'), cell: (row) => row.requests, isNumber: true },
          ]}
        />
      </Panel>
      <Panel title={t('screen.fund')}>
        <div className="form-stack">
          <Field
            label={t('screen.fundHours')}
            inputMode="numeric"
            value={hours}
            error={fund.errors.hours}
            onChange={(event) => setHours(event.target.value.trim())}
          />
          <div className="flow-row is-even">
            <Button
              tone="main"
              isBusy={fund.isSending}
              disabled={!/^[1-9]\d{0,2}$/.test(hours)}
              onClick={() => fund.now({ body: { id: fundId, area, hours: Number(hours) } })}
            >
              {t('screen.fund')}
            </Button>
          </div>
        </div>
      </Panel>
    </>
  )
}

export default function AidPage() {
  const t = useWords('mutual-aid')
  const { code } = useArea()
  const { grants } = useSession()
  const [filters, filter] = useFilters()
  const area = code ?? grants.find((grant) => grant.area)?.area.slice(0, 12) ?? null
  const tab = filters.tab === 'clearing' ? 'clearing' : 'requests'
  return (
    <DeskPage title={t('nav.desk')} hint={t('screen.deskHint')}>
      <Segments
        label={t('screen.tab')}
        value={tab}
        onChange={(value) => filter({ tab: value === 'clearing' ? 'clearing' : null })}
        choices={[
          { value: 'requests', label: t('screen.tabRequests') },
          { value: 'clearing', label: t('screen.tabClearing') },
        ]}
      />
      {!area ? (
        <Notice>{t('screen.pickCommunity')}</Notice>
      ) : tab === 'clearing' ? (
        <ClearingPart key={area} area={area} />
      ) : (
        <RequestsPart area={area} />
      )}
    </DeskPage>
  )
}
