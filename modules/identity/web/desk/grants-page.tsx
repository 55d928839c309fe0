/** Roles waiting for a second administrator, and those decided before. */
import { ask, Chip, refresh, useFilters, useMay, useProof, useSession, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { type GrantRequest, identity } from '../../contract.ts'
import { useAreaName } from './area-name.ts'
import { Uncovered } from './uncovered.tsx'

const states = ['waiting', 'approved', 'refused', 'withdrawn'] as const
type State = (typeof states)[number]
const tone: Record<State, 'soon' | 'main' | 'done'> = {
  waiting: 'soon',
  approved: 'main',
  refused: 'done',
  withdrawn: 'done',
}

const Decide = ({ request }: { request: GrantRequest }) => {
  const t = useWords()
  const { id } = useSession()
  const { act, sheet } = useProof()
  const [reason, setReason] = useState('')
  if (request.status !== 'waiting') return null
  if (request.askedBy === id || request.accountId === id) return <span>{t('screen.byAnother')}</span>
  const params = { id: request.id }
  const then = (doIt: () => Promise<unknown>) => () => void act(() => doIt().then(() => refresh([identity])))
  return (
    <span className="button-row">
      {sheet}
      <Popconfirm
        title={t('screen.approveWhat', { name: request.accountName, role: t(`role.${request.role}`) })}
        okText={t('screen.approve')}
        cancelText={t('screen.leaveIt')}
        onConfirm={then(() => ask(identity, 'approveGrant', { params }))}
      >
        <Button size="small" type="primary">
          {t('screen.approve')}
        </Button>
      </Popconfirm>
      <Popconfirm
        title={t('screen.refuseWhy')}
        description={
          <Input
            value={reason}
            aria-label={t('screen.reasonFor')}
            onChange={(event) => setReason(event.target.value)}
          />
        }
        okText={t('screen.refuse')}
        cancelText={t('screen.leaveIt')}
        okButtonProps={{ disabled: reason.trim().length < 2 }}
        onConfirm={then(() => ask(identity, 'refuseGrant', { params, body: { reason } }))}
      >
        <Button size="small">{t('screen.refuse')}</Button>
      </Popconfirm>
    </span>
  )
}

export default function GrantsPage() {
  const t = useWords()
  const { since } = useTimes()
  const may = useMay()
  const areaName = useAreaName()
  const [filters] = useFilters()
  const status = states.find((one) => one === filters.status)
  return (
    <DeskPage title={t('nav.grants')} hint={t('screen.grantsHint')}>
      {may('grant.read') && <Uncovered />}
      <ListTable
        contract={identity}
        route="grantRequests"
        input={{ query: status ? { status } : {} }}
        label={t('nav.grants')}
        filters={[
          {
            name: 'status',
            label: t('screen.state'),
            choices: states.map((value) => ({ value, label: t(`screen.requests.${value}`) })),
          },
        ]}
        columns={[
          { key: 'who', title: t('screen.name'), width: 140, cell: (row: GrantRequest) => row.accountName },
          { key: 'role', title: t('screen.role'), width: 140, cell: (row) => t(`role.${row.role}`) },
          { key: 'area', title: t('screen.area'), width: 150, cell: (row) => areaName(row.area) },
          { key: 'unit', title: t('screen.unit'), width: 160, cell: (row) => row.unitName ?? '—' },
          { key: 'reason', title: t('screen.reasonFor'), cell: (row) => row.reason },
          {
            key: 'by',
            title: t('screen.askedBy'),
            width: 200,
            cell: (row) => `${row.askedByName} · ${since(row.askedAt)}`,
          },
          {
            key: 'status',
            title: t('screen.state'),
            width: 110,
            cell: (row) => <Chip tone={tone[row.status]}>{t(`screen.requests.${row.status}`)}</Chip>,
          },
          {
            key: 'acts',
            title: t('desk:acts'),
            width: 200,
            cell: (row) => may('grant.approve') && <Decide request={row} />,
          },
        ]}
      />
    </DeskPage>
  )
}
