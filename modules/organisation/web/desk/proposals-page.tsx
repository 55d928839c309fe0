/** Who would be asked 派遣试算: a category, a place and an ownership give a ranked answer with reasons, before anything is sent. */
import { Chip, Empty, Failed, Skeleton, useArea, useAsk, useFilters, useTimes, useWords } from '@liren/web'
import { CategoriesField, DeskPage, FilterBar, Rows } from '@liren/web/desk'
import { type Ownership, organisation, ownerships } from '../../contract.ts'

const isOwnership = (text: string | undefined): text is Ownership => ownerships.some((one) => one === text)

export default function ProposalsPage() {
  const t = useWords()
  const { clauses } = useTimes()
  const { code, areas } = useArea()
  const [filters, filter] = useFilters()
  const area = filters.area ?? code ?? areas.find((one) => one.level === 'district')?.code
  const category = filters.category?.toUpperCase()
  const { data, error, isLoading, refetch } = useAsk(
    organisation,
    'proposals',
    {
      query: {
        category: category ?? '',
        area: area ?? '',
        ...(isOwnership(filters.ownership) ? { ownership: filters.ownership } : {}),
      },
    },
    { enabled: category !== undefined && area !== undefined },
  )
  return (
    <DeskPage title={t('nav.preview')} hint={t('screen.previewHint')}>
      <div style={{ maxWidth: '28rem' }}>
        <CategoriesField
          isOne
          label={t('screen.category')}
          value={category === undefined ? [] : [category]}
          onChange={([code]) => filter({ category: code ?? null })}
        />
      </div>
      <FilterBar
        filters={[
          {
            name: 'area',
            label: t('screen.place'),
            width: 220,
            choices: areas
              .filter((one) => one.level !== 'district')
              .map((one) => ({ value: one.code, label: one.name })),
          },
          {
            name: 'ownership',
            label: t('screen.unknownOwnership'),
            width: 200,
            choices: ownerships.map((value) => ({ value, label: t(`screen.ownership.${value}`) })),
          },
        ]}
      />
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : isLoading ? (
        <Skeleton />
      ) : category === undefined ? (
        <Empty icon="flag" title={t('screen.previewHint')} />
      ) : (
        <Rows
          label={t('nav.preview')}
          rows={data?.items ?? []}
          rowKey={(row) => row.unitId}
          empty={<Empty icon="warning" title={t('screen.noProposal')} hint={t('screen.noProposalHint')} />}
          columns={[
            { key: 'unit', title: t('screen.unit'), width: 220, cell: (row) => row.unitName },
            {
              key: 'part',
              title: t('screen.partLabel'),
              width: 100,
              cell: (row) => <Chip tone={row.part === 'lead' ? 'main' : 'plain'}>{t(`screen.part.${row.part}`)}</Chip>,
            },
            {
              key: 'score',
              title: t('screen.score'),
              width: 90,
              isNumber: true,
              cell: (row) => Math.round(row.score * 100),
            },
            { key: 'why', title: t('screen.because'), width: 340, cell: (row) => clauses(row.reasons) },
            { key: 'clause', title: t('screen.clause'), width: 300, cell: (row) => row.clause },
          ]}
        />
      )}
    </DeskPage>
  )
}
