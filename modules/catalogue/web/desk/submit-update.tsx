/** 报送更新 The next version of a dataset from a file: checked at once, and approved by somebody else before it counts. */
import { pickWhole, sendPhoto } from '@liren/files/web/picked.ts'
import { Field, Notice, Section, toastProblem, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'

export const SubmitUpdate = ({ code }: { code: string }) => {
  const t = useWords('catalogue')
  const [isBusy, setBusy] = useState(false)
  const send = useSend(catalogue, 'submitUpdate', {
    stale: [
      [catalogue, 'listUpdates'],
      [catalogue, 'listDatasets'],
      [catalogue, 'listDatasetLog'],
    ],
  })
  const hand = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    try {
      const { id: fileId } = await sendPhoto(pickWhole(file))
      send.now({ params: { code }, body: { fileId } })
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  const { reply, problem } = send
  return (
    <Section title={t('screen.submit.title')}>
      <p>{t('screen.submit.hint')}</p>
      <Field
        label={t('screen.submit.file')}
        type="file"
        accept=".csv,.xlsx,.json,text/csv,application/json"
        disabled={isBusy || send.isSending}
        onChange={(event) => void hand(event.target.files?.[0])}
      />
      {problem && <Notice tone="overdue">{problem.title}</Notice>}
      {reply && (
        <Notice tone={reply.faultCount > 0 ? 'overdue' : reply.isDrop ? 'soon' : 'good'}>
          {reply.faultCount > 0
            ? t('screen.submit.faulty', { count: reply.faultCount })
            : t('screen.submit.waiting', { rows: reply.rows })}
          {reply.faults.slice(0, 20).map((one) => (
            <p key={`${one.row} ${one.column} ${one.rule}`}>
              {t('screen.update.row', { row: one.row })} · {one.column} · {t(`screen.fault.${one.rule}`)}
            </p>
          ))}
        </Notice>
      )}
    </Section>
  )
}
