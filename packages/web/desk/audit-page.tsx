/** The audit: who did what, when and from where. It can be filtered and verified, never changed. */
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useArea } from '../area.ts'
import { csvOf, saveText } from '../csv.ts'
import { Chip, Failed } from '../phone/list.tsx'
import { Facts } from '../phone/page.tsx'
import { Notice } from '../phone/parts.tsx'
import { useProof } from '../proof.tsx'
import { useFilters } from '../route.tsx'
import { useSession } from '../session.ts'
import { todayOn, useTimes } from '../times.ts'
import { toast, toastProblem } from '../toast.tsx'
import { useWords } from '../words.ts'
import { DeskPage } from './desk-page.tsx'
import { Detail } from './detail.tsx'
import { type AuditEntry, exportAudit, useAudit, useAuditActions, verifyAudit } from './kernel-api.ts'
import { FilterBar, Rows } from './list-table.tsx'

const startOf = (day: string | undefined, plusDays = 0) =>
  day ? new Date(new Date(`${day}T00:00:00+08:00`).getTime() + plusDays * 86_400_000).toISOString() : null

const Verification = () => {
  const t = useWords('web')
  const verify = useMutation({ mutationFn: verifyAudit, onError: toastProblem })
  const found = verify.data
  return (
    <>
      <Button onClick={() => verify.mutate()} loading={verify.isPending}>
        {t('desk:auditVerify')}
      </Button>
      {found && (
        <Detail isOpen onClose={verify.reset} title={t('desk:auditVerify')} width={420}>
          <Notice tone={found.ok ? 'good' : 'overdue'}>
            {found.ok
              ? t('desk:auditWhole', { sealed: found.sealed, unsealed: found.unsealed })
              : t('desk:auditBroken', { id: found.firstBroken?.auditId ?? 0, why: found.firstBroken?.why ?? '' })}
          </Notice>
        </Detail>
      )}
    </>
  )
}

/** For an inspection: what is filtered, as a table whose first line says who took it and when. */
const Export = ({ filters }: { filters: Readonly<Record<string, string | null | undefined>> }) => {
  const t = useWords('web')
  const { name } = useSession()
  const { when } = useTimes()
  const { act, sheet } = useProof()
  const take = () =>
    act(async () => {
      const { items, isWhole } = await exportAudit(filters)
      const columns = [
        'at',
        'actor',
        'what',
        'action',
        'object',
        'area',
        'result',
        'facts',
        'request',
        'from',
        'sealed',
      ]
      const rows = items.map((row) => ({
        at: row.at,
        actor: row.actorName ?? row.actorId ?? row.actorKind,
        what: row.actionTitle,
        action: row.action,
        object: row.object,
        area: row.areaCode,
        result: row.result,
        facts: JSON.stringify(row.facts),
        request: row.requestId,
        from: row.from,
        sealed: row.sealed,
      }))
      const taken = t('desk:auditTaken', { name, when: when(new Date().toISOString()), count: items.length })
      saveText(`audit-${todayOn()}.csv`, csvOf(columns, [...rows, { at: taken }]))
      toast(isWhole ? taken : t('desk:auditPart', { count: items.length }), 'good')
    })
  return (
    <>
      {sheet}
      <Button onClick={() => void take()}>{t('desk:auditExport')}</Button>
    </>
  )
}

/** The tail of an id tells objects apart in a list; the whole of it stands in the entry. */
const inShort = (object: string) => object.replace(/[0-9a-f-]{28}([0-9a-f]{8})$/, '…$1')

export default function AuditPage() {
  const t = useWords('web')
  const { when } = useTimes()
  const [filters, filter] = useFilters()
  const [open, setOpen] = useState<AuditEntry | null>(null)
  const asked = {
    actorId: filters.actorId,
    actor: filters.actor,
    action: filters.action,
    object: filters.object,
    result: filters.result,
    since: startOf(filters.since),
    until: startOf(filters.until, 1),
  }
  const pages = useAudit(asked)
  const { data: actions } = useAuditActions()
  const known = actions?.items ?? []
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? []
  const { areas } = useArea()
  const place = (code: string | null) => areas.find((area) => area.code === code)?.name ?? code ?? '—'
  const actor = (entry: AuditEntry) =>
    entry.actorName ?? (entry.actorId ? t('desk:actor.gone') : t(`desk:actor.${entry.actorKind}`))
  const chosen = filters.actorId ? rows.find(({ actorId }) => actorId === filters.actorId) : undefined
  return (
    <DeskPage
      title={t('desk:audit')}
      hint={t('desk:auditHint')}
      tools={
        <>
          <Export filters={asked} />
          <Verification />
        </>
      }
    >
      <FilterBar
        filters={[
          { name: 'actor', label: t('desk:auditWho') },
          {
            name: 'action',
            label: t('desk:auditAction'),
            width: 260,
            choices: [
              ...known.map(({ action, title }) => ({ value: action, label: `${title} · ${action}` })),
              ...(filters.action && !known.some(({ action }) => action === filters.action)
                ? [{ value: filters.action, label: filters.action }]
                : []),
            ],
          },
          { name: 'object', label: t('desk:auditObject') },
          {
            name: 'result',
            label: t('desk:auditResult'),
            width: 130,
            choices: [
              { value: 'done', label: t('desk:result.done') },
              { value: 'refused', label: t('desk:result.refused') },
            ],
          },
          { name: 'since', label: t('desk:since'), kind: 'day' },
          { name: 'until', label: t('desk:until'), kind: 'day' },
        ]}
        {...(chosen
          ? {
              tools: (
                <Button onClick={() => filter({ actorId: null })}>
                  {t('desk:auditOnly', { name: actor(chosen) })}
                </Button>
              ),
            }
          : {})}
      />
      {pages.error && rows.length === 0 ? (
        <Failed error={pages.error} again={() => void pages.refetch()} />
      ) : (
        <Rows
          rows={rows}
          isLoading={pages.isLoading}
          onOpen={setOpen}
          columns={[
            { key: 'at', title: t('desk:auditAt'), width: 170, cell: (row) => when(row.at) },
            { key: 'actor', title: t('desk:auditActor'), width: 130, cell: actor },
            {
              key: 'action',
              title: t('desk:auditAction'),
              cell: (row) => (
                <>
                  {row.actionTitle}
                  <code className="cell-note">{row.action}</code>
                </>
              ),
            },
            {
              key: 'object',
              title: t('desk:auditObject'),
              width: 190,
              cell: (row) => (row.object ? <code>{inShort(row.object)}</code> : '—'),
            },
            { key: 'area', title: t('desk:auditArea'), width: 140, cell: (row) => place(row.areaCode) },
            {
              key: 'result',
              title: t('desk:auditResult'),
              width: 110,
              cell: (row) => (
                <Chip tone={row.result === 'done' ? 'plain' : 'overdue'}>{t(`desk:result.${row.result}`)}</Chip>
              ),
            },
          ]}
        />
      )}
      {pages.hasNextPage && (
        <div className="rows-more">
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            {t('showMore')}
          </Button>
        </div>
      )}
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={open?.actionTitle}
        action={
          open && (
            <>
              {open.actorId !== null && (
                <Button
                  onClick={() => {
                    filter({ actorId: open.actorId })
                    setOpen(null)
                  }}
                >
                  {t('desk:auditSameActor')}
                </Button>
              )}
              {open.object !== null && (
                <Button
                  onClick={() => {
                    filter({ object: open.object })
                    setOpen(null)
                  }}
                >
                  {t('desk:auditSameObject')}
                </Button>
              )}
            </>
          )
        }
      >
        {open && (
          <>
            <Facts
              of={[
                [t('desk:auditAt'), when(open.at)],
                [t('desk:auditActor'), actor(open)],
                [t('desk:auditAction'), <code key="action">{open.action}</code>],
                open.forPersonId !== null && [t('desk:auditFor'), open.forPersonId],
                [t('desk:auditObject'), open.object ? <code key="object">{open.object}</code> : '—'],
                [t('desk:auditArea'), place(open.areaCode)],
                [t('desk:auditFrom'), open.from ?? '—'],
                [t('desk:auditRequest'), <code key="request">{open.requestId}</code>],
                [t('desk:auditSeal'), t(open.sealed ? 'desk:sealed' : 'desk:unsealed')],
              ]}
            />
            {Object.keys(open.facts).length > 0 && (
              <pre className="facts-text">{JSON.stringify(open.facts, null, 2)}</pre>
            )}
          </>
        )}
      </Detail>
    </DeskPage>
  )
}
