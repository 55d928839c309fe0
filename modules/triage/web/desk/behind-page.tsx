/** The cases behind a month's figures: forwarded wrongly, come back from a unit, arbitrated; each opens. */
import { Chip, Empty, Link, Segments, useFilters, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { triage } from '../../contract.ts'
import '../parts/triage.css'

const kinds = ['wrong', 'bounced', 'arbitrated'] as const

export default function BehindPage() {
  const t = useWords()
  const { when, month: said } = useTimes()
  const [filters, filter] = useFilters()
  const what = kinds.find((one) => one === filters.what) ?? 'wrong'
  const kept = { ...(filters.month ? { month: filters.month } : {}) }
  return (
    <DeskPage
      title={t('nav.behind')}
      hint={t(`screen.behind.hint.${what}`)}
      back={{ to: `/triage?${new URLSearchParams(kept)}`, label: t('nav.quality') }}
    >
      <Segments
        label={t('screen.behind.what')}
        value={what}
        onChange={(value) => filter({ what: value })}
        choices={kinds.map((value) => ({ value, label: t(`screen.behind.kind.${value}`) }))}
      />
      {(filters.month || filters.name) && (
        <p className="triage-note">
          {[filters.month ? said(filters.month) : '', filters.name ?? ''].filter(Boolean).join(' · ')}
        </p>
      )}
      <ListTable
        contract={triage}
        route="wrongOnes"
        label={t('nav.behind')}
        input={{
          query: {
            what,
            ...kept,
            ...(filters.category ? { category: filters.category } : {}),
            ...(filters.unit ? { unit: filters.unit } : {}),
          },
        }}
        empty={<Empty icon="check" title={t('screen.behind.none')} hint={t('screen.behind.noneHint')} />}
        columns={[
          {
            key: 'title',
            title: t('screen.case'),
            cell: (row) => (
              <>
                <Link to={`/cases/${row.id}`}>{row.title}</Link>
                <br />
                <span className="triage-note">{row.number}</span>
              </>
            ),
          },
          {
            key: 'category',
            title: t('screen.category'),
            width: 200,
            cell: (row) =>
              row.final && row.category && row.final.code !== row.category.code ? (
                <>
                  <s>{row.category.name}</s> → <b>{row.final.name}</b>
                </>
              ) : (
                (row.category?.name ?? '—')
              ),
          },
          {
            key: 'unit',
            title: t('screen.unit'),
            width: 220,
            cell: (row) =>
              row.finalUnitName && row.unitName && row.finalUnitName !== row.unitName ? (
                <>
                  <s>{row.unitName}</s> → <b>{row.finalUnitName}</b>
                </>
              ) : (
                (row.finalUnitName ?? row.unitName ?? '—')
              ),
          },
          {
            key: 'because',
            title: t('screen.because'),
            width: 150,
            cell: (row) => (row.because ? <Chip tone="soon">{t(`screen.wrong.${row.because}`)}</Chip> : '—'),
          },
          { key: 'bounces', title: t('screen.behind.bounces'), width: 80, isNumber: true, cell: (row) => row.bounces },
          { key: 'at', title: t('screen.at'), width: 150, cell: (row) => when(row.at) },
        ]}
      />
    </DeskPage>
  )
}
