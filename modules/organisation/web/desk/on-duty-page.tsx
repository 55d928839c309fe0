/** Who is on duty 值班 now, by level, for the area looked at; numbers can be called at once. */
import {
  Chip,
  Empty,
  Failed,
  keyOf,
  Segments,
  useArea,
  useAsk,
  useFilters,
  useLive,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Rows } from '@liren/web/desk'
import { type Level, levels, organisation } from '../../contract.ts'

const isLevel = (text: string | undefined): text is Level => levels.some((level) => level === text)

export default function OnDutyPage() {
  const t = useWords()
  const { when } = useTimes()
  const { code, areas } = useArea()
  const [filters, filter] = useFilters()
  const level = isLevel(filters.level) ? filters.level : 'subdistrict'
  const area = code ?? areas.find((one) => one.level === 'district')?.code
  const { data, error, isLoading, refetch } = useAsk(
    organisation,
    'onDuty',
    { query: { area: area ?? '', level } },
    { enabled: area !== undefined, everySeconds: 60 },
  )
  useLive([area && `area:${area}`], [keyOf(organisation, 'onDuty')])
  return (
    <DeskPage title={t('nav.onDuty')} hint={t('nav.onDutyHint')}>
      <Segments
        label={t('screen.levelLabel')}
        value={level}
        onChange={(next) => filter({ level: next })}
        choices={levels.map((value) => ({ value, label: t(`screen.level.${value}`) }))}
      />
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : (
        <Rows
          label={t('nav.onDuty')}
          rows={data?.items ?? []}
          rowKey={(row) => `${row.shiftId} ${row.memberId}`}
          isLoading={isLoading}
          empty={<Empty icon="clock" title={t('screen.nobodyOnDuty')} hint={t('screen.nobodyOnDutyHint')} />}
          columns={[
            { key: 'unit', title: t('screen.unit'), cell: (row) => row.unitName },
            {
              key: 'name',
              isHead: true,
              title: t('screen.member'),
              width: 150,
              cell: (row) => (
                <>
                  {row.name} {row.isStandIn && <Chip tone="soon">{t('screen.standInShort')}</Chip>}
                </>
              ),
            },
            { key: 'post', title: t('screen.postLabel'), width: 120, cell: (row) => t(`screen.post.${row.post}`) },
            {
              key: 'shift',
              title: t('screen.shiftName'),
              width: 210,
              cell: (row) => `${row.shiftName} · ${t('screen.until', { time: when(row.until) })}`,
            },
            {
              key: 'phone',
              title: t('screen.phone'),
              width: 170,
              cell: (row) => {
                const phone = row.phone ?? row.unitPhone
                return phone ? <a href={`tel:${phone}`}>{phone}</a> : '—'
              },
            },
          ]}
        />
      )}
    </DeskPage>
  )
}
