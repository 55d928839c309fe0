/** 使用共享数据 Whoever was given data reads it here for its purpose, each read on record; and says how it was deleted when all is done. */
import type { Static } from '@liren/contract'
import { ask, Button, Notice, refresh, Section, TextField, toast, toastProblem, useSend, useWords } from '@liren/web'
import { csvOf, saveText } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue, type SharingRequest } from '../../contract.ts'

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
      saveText(`${of.datasetTitle}.csv`, csvOf(of.columns, rows))
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
