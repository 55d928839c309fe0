/** Registration by community and day: a funnel, never a ranking of helpers or residents; and the poster that leads into it. */
import { Failed, Notice, todayOn, useArea, useAsk, useFilters, useSession, useTimes, useWords } from '@liren/web'
import { DeskPage, Figures, FilterBar, Panel, Rows } from '@liren/web/desk'
import { Button, QRCode, Typography } from 'antd'
import { identity } from '../../contract.ts'

const dayBefore = (days: number) => todayOn(-days)
const stages = ['visited', 'codeAsked', 'registered', 'linked', 'closed', 'unfollowed'] as const

const Poster = ({ area }: { area: string }) => {
  const t = useWords()
  const { data } = useAsk(identity, 'intakeCode', { params: { area } })
  if (!data) return null
  return (
    <Panel title={t('screen.poster')} tools={<Button onClick={() => globalThis.print()}>{t('screen.print')}</Button>}>
      <h3>{data.title}</h3>
      {/* Not for listeners: the address stands below in words. */}
      <div aria-hidden="true">
        <QRCode value={data.url} type="svg" size={200} bgColor="#fff" color="#000" />
      </div>
      <Typography.Text copyable>{data.url}</Typography.Text>
      <ol>
        {data.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Panel>
  )
}

export default function RegistrationsPage() {
  const t = useWords()
  const { day, number } = useTimes()
  const [filters] = useFilters()
  const { code, areas } = useArea()
  const session = useSession()
  const area = code ?? session.grants.find(({ area: own }) => own.length === 12)?.area ?? null
  const query = { area: area ?? '', fromOn: filters.from ?? dayBefore(30), untilOn: filters.until ?? dayBefore(0) }
  const {
    data: days = [],
    error,
    isLoading,
    refetch,
  } = useAsk(identity, 'registrations', { query }, { enabled: area !== null })
  const nameOf = (of: string) => areas.find((one) => one.code === of)?.name ?? of
  if (area === null)
    return (
      <DeskPage title={t('nav.registrations')}>
        <Notice>{t('screen.chooseArea')}</Notice>
      </DeskPage>
    )
  return (
    <DeskPage title={t('nav.registrations')} hint={t('screen.registrationsHint')}>
      <FilterBar
        filters={[
          { name: 'from', label: t('screen.since'), kind: 'day' },
          { name: 'until', label: t('screen.untilTitle'), kind: 'day' },
        ]}
      />
      <Figures
        of={stages.map((stage) => ({
          label: t(`screen.stage.${stage}`),
          value: number(days.reduce((sum, day) => sum + day[stage], 0)),
        }))}
      />
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : (
        <Rows
          rows={days}
          isLoading={isLoading}
          rowKey={(row) => `${row.areaCode} ${row.on}`}
          label={t('nav.registrations')}
          columns={[
            { key: 'on', title: t('screen.day'), width: 150, cell: (row) => day(row.on) },
            { key: 'area', title: t('screen.area'), isHead: true, cell: (row) => nameOf(row.areaCode) },
            ...stages.map((stage) => ({
              key: stage,
              title: t(`screen.stage.${stage}`),
              width: 120,
              isNumber: true,
              cell: (row: (typeof days)[number]) => number(row[stage]),
            })),
          ]}
        />
      )}
      <Poster area={area} />
    </DeskPage>
  )
}
