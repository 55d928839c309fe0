/** 少填、少报: what people still typed and brought, form by form, against the paper form, with its denominator. */
import { Empty, Failed, Skeleton, useArea, useAsk, usePages, useTimes, useWords } from '@liren/web'
import { DeskPage, Figures, Panel, Rows } from '@liren/web/desk'
import { forms, type Saving } from '../../contract.ts'

export default function SavingsPage() {
  const t = useWords('forms')
  const { when, number } = useTimes()
  const { code: area } = useArea()
  const found = useAsk(forms, 'savings', { query: area ? { area } : {} })
  const repeats = usePages(forms, 'repeats', { query: {} })
  const percent = (share: number | null) => (share === null ? '—' : `${(share * 100).toFixed(0)} %`)
  const whole = found.data?.whole
  return (
    <DeskPage title={t('nav.savings')} hint={t('screen.savingsHint')}>
      {found.isLoading && <Skeleton />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {whole && (
        <>
          <Figures
            of={[
              { label: t('screen.finished'), value: number(whole.finished) },
              {
                label: t('screen.fieldsSaved'),
                value: percent(whole.fieldsSaved),
                note: t('screen.of', { some: whole.typed, all: whole.baselineFields }),
              },
              {
                label: t('screen.materialsSaved'),
                value: percent(whole.materialsSaved),
                note: t('screen.of', { some: whole.materials, all: whole.baselineMaterials }),
              },
              { label: t('screen.refusedOffers'), value: number(whole.refused) },
            ]}
          />
          <Panel title={t('screen.byForm')}>
            {found.data && found.data.items.length === 0 ? (
              <Empty icon="chart" title={t('screen.noSavings')} hint={t('screen.noSavingsHint')} />
            ) : (
              <Rows<Saving>
                rowKey={({ code }) => code}
                rows={found.data?.items ?? []}
                columns={[
                  { key: 'title', title: t('screen.form'), cell: (row) => row.title },
                  {
                    key: 'finished',
                    title: t('screen.finished'),
                    isNumber: true,
                    cell: (row) => number(row.finished),
                  },
                  {
                    key: 'fields',
                    title: t('screen.fieldsSaved'),
                    isNumber: true,
                    cell: (row) =>
                      `${percent(row.fieldsSaved)} (${t('screen.of', { some: row.typed, all: row.baselineFields })})`,
                  },
                  {
                    key: 'filled',
                    title: t('screen.filledForThem'),
                    isNumber: true,
                    cell: (row) => number(row.prefilled + row.confirmed + row.derived),
                  },
                  {
                    key: 'materials',
                    title: t('screen.materialsSaved'),
                    isNumber: true,
                    cell: (row) =>
                      `${percent(row.materialsSaved)} (${t('screen.of', { some: row.materials, all: row.baselineMaterials })})`,
                  },
                ]}
              />
            )}
          </Panel>
          <Panel title={t('screen.repeats')}>
            <p className="field-hint">{t('screen.repeatsHint')}</p>
            {repeats.items?.length === 0 ? (
              <p>{t('screen.noRepeats')}</p>
            ) : (
              <ul>
                {repeats.items?.map((row) => (
                  <li key={row.id}>
                    {t('screen.repeat', { key: row.key, first: row.firstCode, again: row.code, at: when(row.typedAt) })}
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        </>
      )}
    </DeskPage>
  )
}
