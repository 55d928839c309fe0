/** Writing down an authority to act for a person (代办授权): for oneself with the paper they signed, beginning at once, or for a colleague. Other modules lead here. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import { sendPhoto } from '@liren/files/web/picked.ts'
import {
  Button,
  Field,
  Notice,
  Page,
  refreshSession,
  SelectField,
  TextField,
  toast,
  toastProblem,
  todayOn,
  useAsk,
  useGo,
  useSend,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { identity } from '../contract.ts'
import './sign-in.css'
import { Form } from './form.tsx'

/** Chosen where family helps: they show their code, and have an account of their own. */
const family = 'family'
const relations = ['guardian', 'relative'] as const
const inAWeek = () => todayOn(7)

export default function RecordAuthorityPage({ params }: { params: { personId: string } }) {
  const t = useWords()
  const go = useGo()
  const [form, setForm] = useState({
    helper: '',
    code: '',
    relation: relations[0] as (typeof relations)[number],
    purpose: '',
    lastDay: inAWeek(),
  })
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
  const { data: colleagues = [] } = useAsk(identity, 'colleagues', {})
  const record = useSend(identity, 'recordAuthority', {
    then: ({ id, helperName }) => {
      if (helper) {
        toast(t('screen.recordedFor', { name: helperName }), 'good')
        return go('/')
      }
      setRecordedId(id)
      begin.now({ body: { authorityId: id } })
    },
  })
  const { helper, code, relation, purpose, lastDay } = form
  const isFamily = helper === family
  const [paper] = evidence
  const send = async () => {
    if (recordedId) return begin.now({ body: { authorityId: recordedId } })
    const untilAt = new Date(`${lastDay}T23:59:59+08:00`).toISOString()
    setSendingPhoto(true)
    try {
      record.now({
        body: {
          personId: params.personId,
          relation: isFamily ? relation : 'staff',
          purpose,
          untilAt,
          ...(isFamily ? { helperCode: code } : helper ? { helperAccountId: helper } : {}),
          ...(paper ? { evidenceFileId: (await sendPhoto(paper)).id } : {}),
        },
      })
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
          <SelectField
            label={t('screen.helperIs')}
            value={helper}
            error={record.errors.helperAccountId}
            choices={[
              { value: '', label: t('screen.myself') },
              ...colleagues.map(({ id, displayName }) => ({ value: id, label: displayName })),
              { value: family, label: t('screen.over.family') },
            ]}
            onChange={(event) => set({ helper: event.target.value })}
          />
          {isFamily && (
            <>
              <Field
                label={t('screen.family.code')}
                hint={t('screen.family.codeHint')}
                inputMode="numeric"
                autoComplete="off"
                value={code}
                error={record.errors.helperCode}
                onChange={(event) => set({ code: event.target.value.replace(/\D/g, '').slice(0, 8) })}
              />
              <SelectField
                label={t('screen.over.relation')}
                hint={t('screen.over.relationHint')}
                value={relation}
                error={record.errors.relation}
                choices={relations.map((value) => ({ value, label: t(`screen.relation.${value}`) }))}
                onChange={(event) =>
                  set({ relation: relations.find((one) => one === event.target.value) ?? 'guardian' })
                }
              />
            </>
          )}
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
            label={t(isFamily && relation === 'guardian' ? 'screen.over.paper' : 'screen.evidence')}
            hint={t(helper && !isFamily ? 'screen.evidenceHintColleague' : 'screen.evidenceHint')}
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
            disabled={
              purpose.trim().length < 2 || !lastDay || (isFamily ? !paper || code.length !== 8 : !paper && !helper)
            }
          >
            {t(helper ? 'nav.recordAuthority' : 'screen.beginAssisting')}
          </Button>
        </Form>
      </Page>
    </div>
  )
}
