/** The catalogue of items at the desk: every item with its promise, and its whole record beside it. */
import { ButtonLink, Chip, Failed, Skeleton, useAsk, useFilters, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { services } from '../../contract.ts'
import { needs } from '../../item.ts'
import { ItemGuide } from '../parts/item-guide.tsx'

const Whole = ({ code }: { code: string }) => {
  const t = useWords('services')
  const { data, error, refetch } = useAsk(services, 'item', { params: { code } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={8} />
  return (
    <>
      <p className="services-chips">
        <Chip>{data.code}</Chip>
        <Chip>{t('screen.version', { n: data.version })}</Chip>
        {data.lists.map((list) => (
          <Chip key={list.code}>{list.name}</Chip>
        ))}
      </p>
      <p>
        <ButtonLink to={`/services/edit/${data.code}`}>{t('edit.open')}</ButtonLink>
      </p>
      <ItemGuide of={data} />
    </>
  )
}

export default function ItemsPage() {
  const t = useWords()
  const [filters, filter] = useFilters()
  const need = needs.find((one) => one === filters.need)
  return (
    <DeskPage
      title={t('nav.desk')}
      hint={t('screen.deskHint')}
      tools={
        <>
          <ButtonLink to="/services/import">{t('nav.import')}</ButtonLink>
          <ButtonLink to="/services/new" tone="main">
            {t('nav.newItem')}
          </ButtonLink>
        </>
      }
    >
      <ListTable
        contract={services}
        route="items"
        input={{
          query: {
            ...(filters.q ? { q: filters.q } : {}),
            ...(need ? { need } : {}),
            ...(filters.audience === 'person' || filters.audience === 'firm' ? { audience: filters.audience } : {}),
            ...(filters.list ? { list: filters.list } : {}),
          },
        }}
        filters={[
          { name: 'q', label: t('screen.search'), kind: 'text' },
          {
            name: 'audience',
            label: t('screen.audience'),
            choices: [
              { value: 'person', label: t('screen.person') },
              { value: 'firm', label: t('screen.firm') },
            ],
          },
          {
            name: 'need',
            label: t('screen.needCol'),
            choices: needs.map((one) => ({ value: one, label: t(`need.${one}`) })),
          },
        ]}
        columns={[
          { key: 'code', title: t('screen.itemCode'), width: 100, cell: (row) => row.code },
          { key: 'name', title: t('screen.name'), isHead: true, cell: (row) => row.name },
          { key: 'owner', title: t('screen.owner'), width: 140, cell: (row) => row.ownerName },
          { key: 'need', title: t('screen.needCol'), width: 110, cell: (row) => t(`need.${row.need}`) },
          {
            key: 'promise',
            title: t('screen.promise'),
            width: 120,
            cell: (row) => (row.promisedDays === 0 ? t('screen.atOnce') : t('screen.days', { n: row.promisedDays })),
          },
          {
            key: 'zero',
            title: t('screen.zeroCol'),
            width: 90,
            cell: (row) => t(row.isZeroVisit ? 'screen.yes' : 'screen.no'),
          },
          {
            key: 'open',
            title: t('screen.openCol'),
            width: 90,
            cell: (row) => t(row.isOpen ? 'screen.yes' : 'screen.no'),
          },
        ]}
        onOpen={(row) => filter({ open: row.code })}
      />
      <Detail isOpen={filters.open !== undefined} onClose={() => filter({ open: null })} title={t('nav.item')}>
        {filters.open && <Whole code={filters.open} />}
      </Detail>
    </DeskPage>
  )
}
