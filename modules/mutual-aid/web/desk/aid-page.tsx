/** Mutual aid at the desk: requests with children looked at, disputes settled, hours between communities. */
import {
  Button,
  ButtonLink,
  Chip,
  Facts,
  Notice,
  Segments,
  TextField,
  toast,
  useArea,
  useFilters,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { type HelpView, mutualAid } from '../../contract.ts'
import { states } from '../../help-request.ts'
import { ClearingPart } from './clearing-part.tsx'
import { CooperationPart } from './cooperation-part.tsx'
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

const tabs = ['requests', 'cooperation', 'clearing'] as const

export default function AidPage() {
  const t = useWords('mutual-aid')
  const { code } = useArea()
  const { grants } = useSession()
  const [filters, filter] = useFilters()
  const area = code ?? grants.find((grant) => grant.area)?.area.slice(0, 12) ?? null
  const tab = tabs.find((one) => one === filters.tab) ?? 'requests'
  return (
    <DeskPage title={t('nav.desk')} hint={t('screen.deskHint')}>
      <Segments
        label={t('screen.tab')}
        value={tab}
        onChange={(value) => filter({ tab: value === 'requests' ? null : value })}
        choices={tabs.map((value) => ({ value, label: t(`tabs.${value}`) }))}
      />
      {!area ? (
        <Notice>{t('screen.pickCommunity')}</Notice>
      ) : tab === 'clearing' ? (
        <ClearingPart key={area} area={area} />
      ) : tab === 'cooperation' ? (
        <CooperationPart key={area} area={area} />
      ) : (
        <RequestsPart area={area} />
      )}
    </DeskPage>
  )
}
