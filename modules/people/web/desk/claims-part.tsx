/** 待认领 Log-ins that gave the number of somebody already here, under another name or phone: the community looks at both and decides. */
import { Empty, toast, useArea, usePages, useSend, useTimes, useWords } from '@liren/web'
import { DecideDetail, Panel, Rows } from '@liren/web/desk'
import { Alert, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { people } from '../../contract.ts'
import { usePersonLine, usePlace } from '../place.ts'

type Names = { readonly accountName: string; readonly fullName: string | null }

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
  const [looked, setLooked] = useState<{ readonly id: string; readonly names?: Names } | null>(null)
  const look = useSend(people, 'lookAtClaim', {
    stale: [[people, 'listFootprints']],
    then: (names) => setLooked((now) => now && { ...now, names }),
  })
  const names = looked?.names
  return (
    <Panel title={t('screen.claim.title')}>
      <p>{t('screen.claim.hint')}</p>
      <Rows
        rows={claims.items}
        isLoading={claims.isLoading}
        error={claims.error}
        again={claims.again}
        label={t('screen.claim.title')}
        empty={<Empty icon="check" title={t('screen.claim.none')} hint={t('screen.claim.noneHint')} />}
        columns={[
          { key: 'account', title: t('screen.claim.account'), width: 150, cell: (row) => row.maskedAccountName },
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
            width: 280,
            cell: (row) => (
              <span className="button-row">
                <Button
                  size="small"
                  aria-label={`${t('screen.claim.look')} ${row.maskedAccountName}`}
                  onClick={() => setLooked({ id: row.id })}
                >
                  {t('screen.claim.look')}
                </Button>
                <Popconfirm
                  title={t('screen.claim.sure', { account: row.maskedAccountName, person: row.person.displayName })}
                  onConfirm={() => link.now({ params: { id: row.person.id }, body: { accountId: row.accountId } })}
                >
                  <Button size="small" type="primary" aria-label={`${t('screen.claim.link')} ${row.maskedAccountName}`}>
                    {t('screen.claim.link')}
                  </Button>
                </Popconfirm>
                <Button
                  size="small"
                  loading={decline.isSending}
                  aria-label={`${t('screen.claim.decline')} ${row.maskedAccountName}`}
                  onClick={() => decline.now({ params: { id: row.id } })}
                >
                  {t('screen.claim.decline')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      <DecideDetail
        of={looked?.id ?? null}
        onClose={() => setLooked(null)}
        title={t('screen.claim.look')}
        label={t('screen.reveal.reason')}
        maxLength={200}
        isSending={look.isSending}
        acts={
          looked && !names
            ? [
                {
                  key: 'look',
                  label: t('screen.reveal.look'),
                  isMain: true,
                  act: (reason) => look.now({ params: { id: looked.id }, body: { reason } }),
                },
              ]
            : []
        }
      >
        {names ? (
          <dl className="facts">
            <div>
              <dt>{t('screen.claim.account')}</dt>
              <dd>{names.accountName}</dd>
            </div>
            <div>
              <dt>{t('screen.claim.person')}</dt>
              <dd>{names.fullName ?? t('screen.notKept')}</dd>
            </div>
          </dl>
        ) : (
          <Alert type="warning" showIcon title={t('screen.reveal.recorded')} />
        )}
      </DecideDetail>
    </Panel>
  )
}
