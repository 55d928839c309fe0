/** Writing down an authority to act for a person (代办授权), with the paper they signed, and beginning at once. Other modules lead here. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import { sendPhoto } from '@liren/files/web/picked.ts'
import {
  Button,
  Field,
  Notice,
  Page,
  refreshSession,
  TextField,
  toast,
  toastProblem,
  todayOn,
  useGo,
  useSend,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { identity } from '../contract.ts'
import './sign-in.css'
import { Form } from './form.tsx'

const inAWeek = () => todayOn(7)

export default function RecordAuthorityPage({ params }: { params: { personId: string } }) {
  const t = useWords()
  const go = useGo()
  const [form, setForm] = useState({ purpose: '', lastDay: inAWeek() })
  const [evidence, setEvidence] = useState<readonly Picked[]>([])
  const [isSendingPhoto, setSendingPhoto] = useState(false)
  /** What was written down already, when only beginning did not go through. */
  const [recordedId, setRecordedId] = useState<string | null>(null)
  const set = (part: Partial<typeof form>) => {
    setRecordedId(null)
    setForm((before) => ({ ...before, ...part }))
  }
  const begin = useSend(identity, 'startAssistance', {
    then: () => {
      toast(t('screen.assistingNow'), 'good')
      void refreshSession().then(() => go('/'))
    },
  })
  const record = useSend(identity, 'recordAuthority', {
    then: ({ id }) => {
      setRecordedId(id)
      begin.now({ body: { authorityId: id } })
    },
  })
  const { purpose, lastDay } = form
  const [paper] = evidence
  const send = async () => {
    if (recordedId) return begin.now({ body: { authorityId: recordedId } })
    if (!paper) return
    const untilAt = new Date(`${lastDay}T23:59:59+08:00`).toISOString()
    setSendingPhoto(true)
    try {
      const { id: evidenceFileId } = await sendPhoto(paper)
      record.now({ body: { personId: params.personId, relation: 'staff', purpose, evidenceFileId, untilAt } })
    } catch (thrown) {
      toastProblem(thrown)
    }
    setSendingPhoto(false)
  }
  return (
    <div className="sign-in">
      <Page title={t('nav.recordAuthority')}>
        <Form onSend={() => void send()}>
          <Notice>{t('screen.authorityWhy')}</Notice>
          <TextField
            label={t('screen.purpose')}
            maxLength={200}
            value={purpose}
            error={record.errors.purpose}
            onChange={(event) => set({ purpose: event.target.value })}
          />
          <Field
            label={t('screen.lastDay')}
            type="date"
            value={lastDay}
            error={record.errors.untilAt}
            onChange={(event) => set({ lastDay: event.target.value })}
          />
          <PhotoPicker
            label={t('screen.evidence')}
            hint={t('screen.evidenceHint')}
            error={record.errors.evidenceFileId}
            most={1}
            value={evidence}
            onChange={(next) => {
              setRecordedId(null)
              setEvidence(next)
            }}
          />
          <Button
            type="submit"
            tone="main"
            isWide
            isBusy={isSendingPhoto || record.isSending || begin.isSending}
            disabled={purpose.trim().length < 2 || !lastDay || !paper}
          >
            {t('screen.beginAssisting')}
          </Button>
        </Form>
      </Page>
    </div>
  )
}
