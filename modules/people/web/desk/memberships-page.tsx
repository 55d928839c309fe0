/** Who asks to be verified as a member of the community: resident, owner, tenant or party member. */
import { toast, useArea, useFilters, useSend, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { type Capacity, capacities, people } from '../../contract.ts'
import { usePlace } from '../place.ts'
import { ClaimsPart } from './claims-part.tsx'

export default function MembershipsPage() {
  const t = useWords()
  const place = usePlace()
  const { day, list } = useTimes()
  const { code } = useArea()
  const [filters] = useFilters()
  const [open, setOpen] = useState<{ id: string; name: string } | null>(null)
  const [chosen, setChosen] = useState<Capacity[]>(['resident'])
  const send = useSend(people, 'verifyMembership', {
    then: () => {
      toast(t('screen.membership.done'), 'good')
      setOpen(null)
    },
  })
  const state = filters.state === 'verified' || filters.state === 'left' ? filters.state : 'registered'
  return (
    <DeskPage title={t('nav.memberships')} hint={t('screen.membership.hint')}>
      <ClaimsPart />
      <ListTable
        contract={people}
        route="listMemberships"
        input={{ query: { state, ...(code ? { area: code } : {}) } }}
        rowKey={({ membership }) => membership.id}
        filters={[
          {
            name: 'state',
            label: t('screen.state.title'),
            choices: (['registered', 'verified', 'left'] as const).map((value) => ({
              value,
              label: t(`screen.membership.${value}`),
            })),
          },
        ]}
        columns={[
          { key: 'name', title: t('screen.field.fullName'), width: 120, cell: ({ displayName }) => displayName },
          {
            key: 'community',
            title: t('screen.area'),
            width: 200,
            cell: ({ membership }) => place(membership.communityCode),
          },
          {
            key: 'state',
            title: t('screen.state.title'),
            width: 110,
            cell: ({ membership }) => t(`screen.membership.${membership.state}`),
          },
          {
            key: 'capacities',
            title: t('screen.capacity.title'),
            cell: ({ membership }) => list(membership.capacities.map((one) => t(`screen.capacity.${one}`))) || '—',
          },
          { key: 'since', title: t('screen.since'), width: 130, cell: ({ membership }) => day(membership.sinceOn) },
        ]}
        onOpen={({ membership, displayName }) => setOpen({ id: membership.id, name: displayName })}
        label={t('nav.memberships')}
      />
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={t('screen.membership.verify', { name: open?.name ?? '' })}
        action={
          <Button
            type="primary"
            disabled={chosen.length === 0 || state === 'left'}
            loading={send.isSending}
            onClick={() => open && send.now({ params: { id: open.id }, body: { capacities: chosen } })}
          >
            {t('screen.membership.confirm')}
          </Button>
        }
      >
        <p>{t('screen.membership.verifyHint')}</p>
        <Checkbox.Group
          value={chosen}
          onChange={(picked) => setChosen(capacities.filter((one) => picked.includes(one)))}
          options={capacities.map((value) => ({ value, label: t(`screen.capacity.${value}`) }))}
        />
      </Detail>
    </DeskPage>
  )
}
