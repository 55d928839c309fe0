/** Accounts within reach: find, open, look at one, rest, wake, unlock, give a first password. */
import { useArea, useFilters, useMay, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { Button } from 'antd'
import { useState } from 'react'
import { type AccountLine, identity, type Role, roleNames } from '../../contract.ts'
import { AccountDetail } from './account-detail.tsx'
import { useAreaName } from './area-name.ts'
import { OpenAccount } from './open-account.tsx'
import { StateChip } from './state-chip.tsx'

const kinds = ['person', 'enterprise', 'staff', 'representative', 'thirdParty', 'service'] as const
const states = ['active', 'disabled', 'closed'] as const
const oneOf = <T extends string>(all: readonly T[], value: string | undefined) => all.find((one) => one === value)

export default function AccountsPage() {
  const t = useWords()
  const { list, since } = useTimes()
  const may = useMay()
  const areaName = useAreaName()
  const { code } = useArea()
  const [filters, filter] = useFilters()
  const [isOpening, setOpening] = useState(false)
  const kind = oneOf(kinds, filters.kind)
  const role = oneOf<Role>(roleNames, filters.role)
  const status = oneOf(states, filters.status)
  const query = {
    ...(filters.text ? { text: filters.text } : {}),
    ...(kind ? { kind } : {}),
    ...(role ? { role } : {}),
    ...(status ? { status } : {}),
    ...(code ? { area: code } : {}),
  }
  return (
    <DeskPage
      title={t('nav.accounts')}
      hint={t('screen.accountsHint')}
      tools={
        may('account.open') && (
          <Button type="primary" onClick={() => setOpening(true)}>
            {t('screen.openAccount')}
          </Button>
        )
      }
    >
      <ListTable
        contract={identity}
        route="accounts"
        input={{ query }}
        label={t('nav.accounts')}
        filters={[
          { name: 'text', label: t('screen.nameOrLogin'), kind: 'text' },
          {
            name: 'kind',
            label: t('screen.kind'),
            choices: kinds.map((value) => ({ value, label: t(`screen.kinds.${value}`) })),
          },
          {
            name: 'role',
            label: t('screen.role'),
            choices: roleNames.map((value) => ({ value, label: t(`role.${value}`) })),
          },
          {
            name: 'status',
            label: t('screen.state'),
            choices: states.map((value) => ({ value, label: t(`screen.states.${value}`) })),
          },
        ]}
        columns={[
          { key: 'displayName', title: t('screen.name'), width: 140, cell: (row: AccountLine) => row.displayName },
          { key: 'loginName', title: t('screen.login'), width: 140, cell: (row) => row.loginName },
          { key: 'kind', title: t('screen.kind'), width: 100, cell: (row) => t(`screen.kinds.${row.kind}`) },
          {
            key: 'roles',
            title: t('screen.role'),
            cell: (row) => list([...new Set(row.roles.map(({ role: held }) => t(`role.${held}`)))]),
          },
          { key: 'area', title: t('screen.area'), width: 150, cell: (row) => areaName(row.areaCode) },
          { key: 'unit', title: t('screen.unit'), width: 160, cell: (row) => row.unitName ?? '—' },
          { key: 'status', title: t('screen.state'), width: 110, cell: (row) => <StateChip account={row} /> },
          {
            key: 'seen',
            title: t('screen.lastSeen'),
            width: 130,
            cell: (row) => (row.lastSeenAt ? since(row.lastSeenAt) : '—'),
          },
        ]}
        onOpen={(row) => filter({ open: row.id })}
      />
      {filters.open && <AccountDetail id={filters.open} onClose={() => filter({ open: null })} />}
      {isOpening && <OpenAccount onClose={() => setOpening(false)} />}
    </DeskPage>
  )
}
