/** One account: its roles and who gave them, and what an administrator may do with it. */
import { ask, Facts, Failed, refresh, Skeleton, useAsk, useMay, useProof, useTimes, useWords } from '@liren/web'
import { Detail, Rows } from '@liren/web/desk'
import { Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { identity } from '../../contract.ts'
import { useAreaName } from './area-name.ts'
import { AskGrant } from './ask-grant.tsx'
import { ChangeUnit } from './change-unit.tsx'
import { FirstPassword } from './first-password.tsx'
import { StateChip } from './state-chip.tsx'

/** Takes a role away, with the reason that the audit keeps. */
const Revoke = ({ grantId, act }: { grantId: string; act: (doIt: () => Promise<unknown>) => Promise<void> }) => {
  const t = useWords()
  const [reason, setReason] = useState('')
  const revoke = () =>
    act(async () => {
      await ask(identity, 'revokeGrant', { params: { id: grantId }, body: { reason } })
      await refresh([identity])
    })
  return (
    <Popconfirm
      title={t('screen.revokeWhy')}
      description={
        <Input value={reason} aria-label={t('screen.reasonFor')} onChange={(event) => setReason(event.target.value)} />
      }
      okText={t('screen.revoke')}
      cancelText={t('screen.leaveIt')}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      onConfirm={() => void revoke()}
    >
      <Button size="small">{t('screen.revoke')}</Button>
    </Popconfirm>
  )
}

export const AccountDetail = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const t = useWords()
  const { when, day } = useTimes()
  const may = useMay()
  const areaName = useAreaName()
  const { act, sheet } = useProof()
  const [password, setPassword] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [isMoving, setMoving] = useState(false)
  const { data: account, error, refetch } = useAsk(identity, 'account', { params: { id } })
  const { data: grants = [], isLoading } = useAsk(
    identity,
    'grants',
    { params: { id } },
    { enabled: may('grant.read') },
  )
  const then = (doIt: () => Promise<unknown>) => () => void act(() => doIt().then(() => refresh([identity])))
  const params = { id }
  const isActive = account?.status === 'active'
  return (
    <Detail
      isOpen
      onClose={onClose}
      title={account?.displayName ?? t('nav.accounts')}
      width={640}
      action={
        may('account.administer') &&
        account && (
          <>
            {account.lockedUntil && (
              <Button onClick={then(() => ask(identity, 'unlockAccount', { params }))}>{t('screen.unlock')}</Button>
            )}
            {account.kind !== 'person' && (
              <Button onClick={() => setMoving(true)} disabled={!isActive}>
                {t('screen.changeUnit')}
              </Button>
            )}
            <Button
              onClick={then(async () => setPassword((await ask(identity, 'resetPassword', { params })).firstPassword))}
              disabled={!isActive}
            >
              {t('screen.resetPassword')}
            </Button>
            {isActive ? (
              <Popconfirm
                title={t('screen.disableWhy')}
                okText={t('screen.disable')}
                cancelText={t('screen.leaveIt')}
                onConfirm={then(() =>
                  ask(identity, 'disableAccount', { params, body: { reason: t('screen.byAdministrator') } }),
                )}
              >
                <Button danger>{t('screen.disable')}</Button>
              </Popconfirm>
            ) : (
              <Button
                onClick={then(() => ask(identity, 'enableAccount', { params }))}
                disabled={account.status === 'closed'}
              >
                {t('screen.enable')}
              </Button>
            )}
          </>
        )
      }
    >
      {sheet}
      {error && <Failed error={error} again={() => void refetch()} />}
      {!account && !error && <Skeleton />}
      {password && <FirstPassword text={password} />}
      {account && (
        <>
          <Facts
            of={[
              [t('screen.login'), account.loginName],
              [t('screen.kind'), t(`screen.kinds.${account.kind}`)],
              [t('screen.area'), areaName(account.areaCode)],
              account.kind !== 'person' && [t('screen.unit'), account.unitName ?? t('screen.none')],
              [t('screen.state'), <StateChip key="state" account={account} />],
              [t('screen.lastSeen'), account.lastSeenAt ? when(account.lastSeenAt) : '—'],
            ]}
          />
          <h3>{t('screen.rolesHeld')}</h3>
          <Rows
            rows={grants}
            isLoading={isLoading}
            empty={t('screen.noRoles')}
            columns={[
              { key: 'role', title: t('screen.role'), cell: (row) => t(`role.${row.role}`) },
              { key: 'area', title: t('screen.area'), cell: (row) => areaName(row.area) },
              { key: 'unit', title: t('screen.unit'), cell: (row) => row.unitName ?? '—' },
              { key: 'from', title: t('screen.since'), cell: (row) => day(row.fromAt) },
              { key: 'until', title: t('screen.untilTitle'), cell: (row) => (row.untilAt ? day(row.untilAt) : '—') },
              {
                key: 'acts',
                title: t('desk:acts'),
                cell: (row) => may('grant.revoke') && <Revoke grantId={row.id} act={act} />,
              },
            ]}
          />
          {may('grant.ask') && isActive && <Button onClick={() => setAsking(true)}>{t('screen.askGrant')}</Button>}
          {isMoving && <ChangeUnit account={account} act={act} onClose={() => setMoving(false)} />}
          {isAsking && <AskGrant account={account} onClose={() => setAsking(false)} />}
        </>
      )}
    </Detail>
  )
}
