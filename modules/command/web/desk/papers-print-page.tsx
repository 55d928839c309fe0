/** Numbered dispatch sheets to print: two on a page of A4, to be filled in by hand while the platform cannot be reached. */
import { Button, Empty, Failed, Skeleton, useAsk, useFilters, useWords } from '@liren/web'
import { DeskPage } from '@liren/web/desk'
import { command } from '../../contract.ts'
import './paper.css'

const fields = [
  'what',
  'where',
  'who',
  'grade',
  'unit',
  'dispatched',
  'dispatcher',
  'received',
  'receiver',
  'done',
] as const

export default function PapersPrintPage() {
  const t = useWords()
  const [filters] = useFilters()
  const asked = useAsk(command, 'papers', { query: { state: 'open', limit: 200 } })
  if (asked.error) return <Failed error={asked.error} again={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton rows={6} />
  const all = [...asked.data.items].reverse()
  const from = filters.from
  const first = from ? all.findIndex(({ number }) => number === from) : 0
  const sheets = first < 0 ? [] : all.slice(first, from ? first + Number(filters.count ?? 1) : undefined)
  return (
    <div className="paper-page">
      <DeskPage
        title={t('nav.papers')}
        hint={t('screen.paperPrintHint')}
        back={{ to: '/command/papers', label: t('screen.toPapers') }}
        tools={
          sheets.length > 0 ? (
            <Button tone="main" icon="print" onClick={() => window.print()}>
              {t('screen.print')}
            </Button>
          ) : undefined
        }
      >
        {sheets.length === 0 ? (
          <Empty icon="print" title={t('screen.noPapers')} hint={t('screen.noPapersHint')} />
        ) : (
          sheets.map((sheet) => (
            <section key={sheet.number} className="paper-sheet" aria-label={sheet.number}>
              <header>
                <h2>
                  {sheet.areaName} {t('screen.paperTitle')}
                </h2>
                <b>{sheet.number}</b>
              </header>
              <dl>
                {fields.map((name) => (
                  <div key={name} className={`paper-${name}`}>
                    <dt>{t(`screen.paperFields.${name}`)}</dt>
                    <dd />
                  </div>
                ))}
                <div className="paper-result">
                  <dt>{t('screen.paperFields.result')}</dt>
                  <dd />
                </div>
              </dl>
              <footer>{t('screen.paperKeep')}</footer>
            </section>
          ))
        )}
      </DeskPage>
    </div>
  )
}
