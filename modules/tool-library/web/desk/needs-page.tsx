/** 需求与路线图 What comes next: ranked by residents' votes alone; demands from above beside it; and both sides of every tool. */
import {
  Button,
  Chip,
  Empty,
  Field,
  Switch,
  TextField,
  toast,
  useArea,
  useFilters,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import { useSay, type Words } from '../parts/say.ts'

const Demand = ({ area, onDone }: { area: string; onDone: () => void }) => {
  const t = useWords('tool-library')
  const [said, say] = useState({ title: '', evidence: '', issuer: '' })
  const send = useSend(toolLibrary, 'askNeed', {
    then: () => {
      toast(t('desk.demandKept'), 'good')
      onDone()
    },
  })
  const isWhole = said.title.trim().length >= 4 && said.evidence.trim().length >= 4 && said.issuer.trim().length >= 2
  return (
    <div className="form-stack">
      <Field
        label={t('desk.demandTitle')}
        value={said.title}
        maxLength={80}
        error={send.errors.title}
        onChange={(event) => say({ ...said, title: event.target.value })}
      />
      <Field
        label={t('desk.issuer')}
        hint={t('desk.issuerHint')}
        value={said.issuer}
        maxLength={60}
        error={send.errors.issuer}
        onChange={(event) => say({ ...said, issuer: event.target.value })}
      />
      <TextField
        label={t('desk.evidence')}
        value={said.evidence}
        maxLength={1000}
        error={send.errors.evidence}
        onChange={(event) => say({ ...said, evidence: event.target.value })}
      />
      <Button
        tone="main"
        isWide
        isBusy={send.isSending}
        disabled={!isWhole}
        onClick={() => send.now({ body: { area, ...said, serves: 'management' } })}
      >
        {t('desk.sayDemand')}
      </Button>
    </div>
  )
}

export default function NeedsPage() {
  const t = useWords()
  const say = useSay()
  const { code } = useArea()
  const { grants } = useSession()
  const [filters, filter] = useFilters()
  const area = code ?? grants.find((grant) => grant.area)?.area.slice(0, 12) ?? null
  const unmet = filters.all === undefined
  const vote = useSend(toolLibrary, 'voteNeed')
  const { clauses, list } = useTimes()
  const all = (texts: readonly Words[]) => clauses(texts.map(say)) || '—'
  return (
    <DeskPage
      title={t('desk.needs')}
      hint={t('desk.needsHint')}
      {...(area
        ? {
            tools: (
              <Button tone="main" onClick={() => filter({ add: 'demand' })}>
                {t('desk.sayDemand')}
              </Button>
            ),
          }
        : {})}
    >
      <Panel
        title={t('desk.roadmap')}
        tools={
          <Switch label={t('desk.unmetOnly')} value={unmet} onChange={(next) => filter({ all: next ? null : 'yes' })} />
        }
      >
        <ListTable
          contract={toolLibrary}
          route="needs"
          input={{ query: { serves: 'resident', ...(code ? { area: code } : {}), ...(unmet ? { unmet } : {}) } }}
          empty={<Empty icon="flag" title={t('desk.noNeedsHere')} hint={t('desk.noNeedsHereHint')} />}
          columns={[
            { key: 'votes', title: t('desk.residentVotes'), width: 100, isNumber: true, cell: (row) => row.votes },
            { key: 'title', title: t('desk.need'), isHead: true, cell: (row) => row.title },
            {
              key: 'asked',
              title: t('desk.askedBy'),
              width: 150,
              cell: (row) => t('web:noted', { what: t(`askedBy.${row.askedBy}`), note: row.areaName }),
            },
            { key: 'evidence', title: t('desk.evidence'), cell: (row) => row.evidence },
            { key: 'staff', title: t('desk.staffVotes'), width: 120, isNumber: true, cell: (row) => row.staffVotes },
            {
              key: 'answers',
              title: t('desk.answers'),
              cell: (row) =>
                row.versions.length === 0 ? (
                  <Chip tone="soon">{t('desk.unanswered')}</Chip>
                ) : (
                  list(
                    row.versions.map((one) =>
                      t('web:noted', { what: `${say(one.name)} ${one.version}`, note: t(`state.${one.state}`) }),
                    ),
                  )
                ),
            },
          ]}
        />
      </Panel>
      <Panel title={t('desk.demands')}>
        <ListTable
          contract={toolLibrary}
          route="needs"
          input={{ query: { serves: 'management', ...(code ? { area: code } : {}) } }}
          empty={<Empty icon="flag" title={t('desk.noDemands')} />}
          columns={[
            { key: 'title', title: t('desk.demandTitle'), cell: (row) => row.title },
            { key: 'issuer', title: t('desk.issuer'), cell: (row) => row.issuer ?? '—' },
            { key: 'evidence', title: t('desk.evidence'), cell: (row) => row.evidence },
            { key: 'votes', title: t('desk.residentVotes'), width: 100, isNumber: true, cell: (row) => row.votes },
            {
              key: 'staff',
              title: t('desk.staffVotes'),
              width: 160,
              cell: (row) => (
                <>
                  {row.staffVotes}{' '}
                  {row.mayVote && (
                    <Button tone="quiet" onClick={() => vote.now({ params: { id: row.id } })}>
                      {t('desk.second')}
                    </Button>
                  )}
                </>
              ),
            },
            {
              key: 'answers',
              title: t('desk.answers'),
              cell: (row) => list(row.versions.map((one) => `${say(one.name)} ${one.version}`)) || '—',
            },
          ]}
        />
      </Panel>
      <Panel title={t('desk.serving')}>
        <p className="field-hint">{t('desk.servingHint')}</p>
        <ListTable
          contract={toolLibrary}
          route="serving"
          input={{ query: {} }}
          columns={[
            { key: 'name', title: t('nav.run'), cell: (row) => say(row.name) },
            { key: 'kind', title: t('desk.kind'), width: 90, cell: (row) => t(`kind.${row.kind}`) },
            {
              key: 'registered',
              title: t('desk.registered'),
              width: 130,
              cell: (row) =>
                row.kind === 'native' || row.registered > 0 ? (
                  row.registered || '—'
                ) : (
                  <Chip tone="soon">{t('desk.noNeed')}</Chip>
                ),
            },
            { key: 'resident', title: t('serves.resident'), cell: (row) => all(row.resident) },
            { key: 'management', title: t('serves.management'), cell: (row) => all(row.management) },
            {
              key: 'stop',
              title: t('desk.stopWhen'),
              cell: (row) => (row.stopWhen ? say(row.stopWhen) : <Chip tone="soon">{t('desk.noStop')}</Chip>),
            },
          ]}
        />
      </Panel>
      <Detail isOpen={filters.add === 'demand'} onClose={() => filter({ add: null })} title={t('desk.sayDemand')}>
        {area && filters.add === 'demand' && <Demand area={area} onDone={() => filter({ add: null })} />}
      </Detail>
    </DeskPage>
  )
}
