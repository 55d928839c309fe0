/** 使用共享数据 Whoever was given data reads it here for its purpose, each read on record; and says how it was deleted when all is done. */
import type { Static } from '@liren/contract'
import { ask, Button, Notice, refresh, Section, TextField, toast, toastProblem, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { catalogue, type SharingRequest } from '../../contract.ts'

/** A cell that a spreadsheet would take for a formula is only text. */
const cellOf = (value: unknown) => {
  const text = value === null || value === undefined ? '' : String(value)
  const safe = /^[=+\-@\t]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
const csvOf = (columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]) =>
  `\uFEFF${[columns.map(cellOf), ...rows.map((row) => columns.map((name) => cellOf(row[name])))].map((line) => line.join(',')).join('\r\n')}`

export const UseData = ({ of }: { of: Static<typeof SharingRequest> }) => {
  const t = useWords('catalogue')
  const [isBusy, setBusy] = useState(false)
  const [text, setText] = useState('')
  const prove = useSend(catalogue, 'proveDeletion', {
    stale: [[catalogue, 'listRequests']],
    then: () => {
      toast(t('screen.use.proved'), 'good')
      setText('')
    },
  })
  const read = async () => {
    setBusy(true)
    try {
      const rows: Record<string, unknown>[] = []
      let afterRow: number | null = 0
      while (afterRow !== null) {
        const page: { rows: Record<string, unknown>[]; nextRow: number | null } = await ask(catalogue, 'useDataset', {
          params: { id: of.id },
          body: { purpose: of.purpose, ...(afterRow > 0 ? { afterRow } : {}) },
        })
        rows.push(...page.rows)
        afterRow = page.nextRow
      }
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([csvOf(of.columns, rows)], { type: 'text/csv' }))
      link.download = `${of.datasetTitle}.csv`
      link.click()
      URL.revokeObjectURL(link.href)
      await refresh([catalogue, 'listUses'], [catalogue, 'listRequests'])
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={t('screen.use.title')}>
      {of.state === 'provided' && (
        <>
          <Notice>{t('screen.use.hint')}</Notice>
          <Button tone="main" isBusy={isBusy} onClick={() => void read()}>
            {t('screen.use.read')}
          </Button>
        </>
      )}
      {of.deletionProof === null && (
        <>
          <TextField
            label={t('screen.use.deletion')}
            hint={t('screen.use.deletionHint')}
            value={text}
            maxLength={500}
            error={prove.errors.text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button
            disabled={text.trim().length < 5}
            isBusy={prove.isSending}
            onClick={() => prove.now({ params: { id: of.id }, body: { text: text.trim() } })}
          >
            {t('screen.use.prove')}
          </Button>
        </>
      )}
    </Section>
  )
}
