/** 待认领 Log-ins that gave the number of somebody already here, under another name or phone: the community looks at both and decides. */
import { Empty, toast, useArea, usePages, useSend, useTimes, useWords } from '@liren/web'
import { Panel, Rows } from '@liren/web/desk'
import { Button, Popconfirm } from 'antd'
import { people } from '../../contract.ts'
import { usePersonLine, usePlace } from '../place.ts'

export const ClaimsPart = () => {
  const t = useWords('people')
  const { when } = useTimes()
  const { code } = useArea()
  const place = usePlace()
  const line = usePersonLine()
  const claims = usePages(people, 'listClaims', { query: code ? { area: code } : {} })
  const stale = [
    [people, 'listClaims'],
    [people, 'listMemberships'],
  ] as const
  const link = useSend(people, 'linkAccount', { stale, then: () => toast(t('screen.claim.linked'), 'good') })
  const decline = useSend(people, 'declineClaim', { stale, then: () => toast(t('screen.claim.declined'), 'good') })
  return (
    <Panel title={t('screen.claim.title')}>
      <p>{t('screen.claim.hint')}</p>
      <Rows
        rows={claims.items}
        isLoading={claims.isLoading}
        error={claims.error}
        again={claims.again}
        label={t('screen.claim.title')}
        empty={<Empty icon="check" title={t('screen.claim.none')} />}
        columns={[
          { key: 'account', title: t('screen.claim.account'), width: 150, cell: (row) => row.accountName },
          {
            key: 'person',
            title: t('screen.claim.person'),
            cell: ({ person }) => `${person.displayName} · ${line(person)} · ${place(person.areaCode)}`,
          },
          {
            key: 'phone',
            title: t('screen.field.phone'),
            width: 140,
            cell: ({ person }) => person.maskedPhone ?? t('screen.notKept'),
          },
          { key: 'at', title: t('screen.claim.at'), width: 150, cell: (row) => when(row.claimedAt) },
          {
            key: 'acts',
            title: t('desk:acts'),
            width: 200,
            cell: (row) => (
              <span className="button-row">
                <Popconfirm
                  title={t('screen.claim.sure', { account: row.accountName, person: row.person.displayName })}
                  onConfirm={() => link.now({ params: { id: row.person.id }, body: { accountId: row.accountId } })}
                >
                  <Button size="small" type="primary" aria-label={`${t('screen.claim.link')} ${row.accountName}`}>
                    {t('screen.claim.link')}
                  </Button>
                </Popconfirm>
                <Button
                  size="small"
                  loading={decline.isSending}
                  aria-label={`${t('screen.claim.decline')} ${row.accountName}`}
                  onClick={() => decline.now({ params: { id: row.id } })}
                >
                  {t('screen.claim.decline')}
                </Button>
              </span>
            ),
          },
        ]}
      />
    </Panel>
  )
}
