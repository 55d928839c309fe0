/** The audit: who did what, when and from where. It can be filtered and verified, never changed. */
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useArea } from '../area.ts'
import { Chip, Failed } from '../phone/list.tsx'
import { Facts } from '../phone/page.tsx'
import { Notice } from '../phone/parts.tsx'
import { useFilters } from '../route.tsx'
import { useTimes } from '../times.ts'
import { toastProblem } from '../toast.tsx'
import { useWords } from '../words.ts'
import { DeskPage } from './desk-page.tsx'
import { Detail } from './detail.tsx'
import { type AuditEntry, useAudit, verifyAudit } from './kernel-api.ts'
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

/** The tail of an id tells objects apart in a list; the whole of it stands in the entry. */
const inShort = (object: string) => object.replace(/[0-9a-f-]{28}([0-9a-f]{8})$/, '…$1')

export default function AuditPage() {
  const t = useWords('web')
  const { when } = useTimes()
  const [filters, filter] = useFilters()
  const [open, setOpen] = useState<AuditEntry | null>(null)
  const pages = useAudit({
    actorId: filters.actorId,
    action: filters.action,
    object: filters.object,
    result: filters.result,
    since: startOf(filters.since),
    until: startOf(filters.until, 1),
  })
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? []
  const { areas } = useArea()
  const place = (code: string | null) => areas.find((area) => area.code === code)?.name ?? code ?? '—'
  const actor = (entry: AuditEntry) =>
    entry.actorName ?? (entry.actorId ? t('desk:actor.gone') : t(`desk:actor.${entry.actorKind}`))
  const chosen = filters.actorId ? rows.find(({ actorId }) => actorId === filters.actorId) : undefined
  return (
    <DeskPage title={t('desk:audit')} hint={t('desk:auditHint')} tools={<Verification />}>
      <FilterBar
        filters={[
          { name: 'action', label: t('desk:auditAction') },
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
