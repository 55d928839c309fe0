/** What decisions taught about whose it is: by category and community, arbitrations first of all. */
import { Chip, Empty, useFilters, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { triage } from '../../contract.ts'
import { lessonNames } from '../../placing.ts'
import '../parts/triage.css'

export default function PlacingsPage() {
  const t = useWords()
  const { when } = useTimes()
  const [filters] = useFilters()
  const last = lessonNames.find((one) => one === filters.last)
  return (
    <DeskPage
      title={t('nav.placings')}
      hint={t('screen.placings.hint')}
      back={{ to: '/triage', label: t('nav.quality') }}
    >
      <ListTable
        contract={triage}
        route="placings"
        label={t('nav.placings')}
        input={{ query: { ...(last ? { last } : {}), ...(filters.category ? { category: filters.category } : {}) } }}
        filters={[
          {
            name: 'last',
            label: t('screen.because'),
            choices: lessonNames.map((value) => ({ value, label: t(`screen.placings.kind.${value}`) })),
          },
        ]}
        empty={<Empty icon="list" title={t('screen.placings.none')} hint={t('screen.placings.noneHint')} />}
        columns={[
          { key: 'category', title: t('screen.category'), cell: (row) => row.category.name },
          { key: 'area', title: t('screen.placings.area'), cell: (row) => row.areaName },
          { key: 'unit', title: t('screen.unit'), cell: (row) => row.unitName },
          {
            key: 'last',
            title: t('screen.because'),
            width: 150,
            cell: (row) => (
              <Chip tone={row.last === 'arbitrated' ? 'main' : row.weight < 0 ? 'soon' : 'plain'}>
                {t(`screen.placings.kind.${row.last}`)}
              </Chip>
            ),
          },
          {
            key: 'says',
            title: t('screen.placings.says'),
            width: 170,
            cell: (row) => t(row.weight > 0 ? 'screen.placings.theirs' : 'screen.placings.notTheirs'),
          },
          { key: 'at', title: t('screen.at'), width: 150, cell: (row) => when(row.at) },
        ]}
      />
    </DeskPage>
  )
}
