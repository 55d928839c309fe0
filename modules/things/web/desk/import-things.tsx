/** A ledger from a file: tried first, every refused row named, then taken in. */
import type { Problem } from '@liren/contract'
import { Button, Facts, Field, Notice, patientFetch, refresh, Section, toast, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { things } from '../../contract.ts'

type Report = {
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly refused: number
  readonly isDryRun: boolean
  readonly faults: readonly { readonly row: number; readonly column: string; readonly rule: string }[]
}

/** Uploads go as a form; everything else of the module goes through the typed client. */
const send = async (file: File, isDryRun: boolean): Promise<Report | Problem> => {
  const form = new FormData()
  form.set('dryRun', String(isDryRun))
  form.set('file', file)
  const response = await patientFetch('/api/things/imports', { method: 'POST', body: form })
  return (await response.json()) as Report | Problem // our own server's: the route's reply, or problem+json
}

export const ImportThings = () => {
  const t = useWords('things')
  const { number } = useTimes()
  const [file, setFile] = useState<File | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [report, setReport] = useState<Report | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const run = async (isDryRun: boolean) => {
    if (!file) return
    setBusy(true)
    setProblem(null)
    try {
      const answer = await send(file, isDryRun)
      if ('title' in answer) setProblem(answer.title)
      else {
        setReport(answer)
        if (!isDryRun) {
          toast(t('screen.takenIn'), 'good')
          await refresh([things, 'list'])
        }
      }
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <p>{t('screen.importHint')}</p>
      <Field
        label={t('screen.file')}
        type="file"
        accept=".csv,.xlsx,text/csv"
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null)
          setReport(null)
        }}
      />
      <div className="button-row">
        <Button disabled={file === null} isBusy={isBusy} onClick={() => void run(true)}>
          {t('screen.tryOut')}
        </Button>
        <Button tone="main" disabled={file === null || report === null} isBusy={isBusy} onClick={() => void run(false)}>
          {t('screen.takeIn')}
        </Button>
      </div>
      {problem && <Notice tone="overdue">{problem}</Notice>}
      {report && (
        <Notice tone={report.refused > 0 ? 'soon' : 'good'}>
          {t('screen.importRows', {
            rows: number(report.rows),
            added: number(report.added),
            changed: number(report.changed),
            refused: number(report.refused),
          })}
          {report.isDryRun && <p>{t('screen.triedOnly')}</p>}
        </Notice>
      )}
      {report && report.faults.length > 0 && (
        <Section title={t('screen.faults')}>
          <Facts
            of={report.faults.map((one) => [
              t('screen.faultRow', { row: one.row }),
              `${one.column} ${t(`rule.${one.rule}`)}`,
            ])}
          />
        </Section>
      )}
    </>
  )
}
