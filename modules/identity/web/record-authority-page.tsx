/** Writing down an authority to act for a person (代办授权), and beginning at once. Other modules lead here with the person's id. */
import {
  Button,
  Field,
  Notice,
  Page,
  refreshSession,
  SelectField,
  TextField,
  toast,
  todayOn,
  useGo,
  useSend,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { identity } from '../contract.ts'
import './sign-in.css'
import { Form } from './form.tsx'

const relations = ['staff', 'relative', 'guardian'] as const
type Relation = (typeof relations)[number]
const inAWeek = () => todayOn(7)

export default function RecordAuthorityPage({ params }: { params: { personId: string } }) {
  const t = useWords()
  const go = useGo()
  const [form, setForm] = useState({ relation: 'staff' as Relation, purpose: '', lastDay: inAWeek() })
  const set = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }))
  const begin = useSend(identity, 'startAssistance', {
    then: () => {
      toast(t('screen.assistingNow'), 'good')
      void refreshSession().then(() => go('/'))
    },
  })
  const record = useSend(identity, 'recordAuthority', { then: ({ id }) => begin.now({ body: { authorityId: id } }) })
  const { relation, purpose, lastDay } = form
  const send = () => {
    const untilAt = new Date(`${lastDay}T23:59:59+08:00`).toISOString()
    record.now({ body: { personId: params.personId, relation, purpose, untilAt } })
  }
  return (
    <div className="sign-in">
      <Page title={t('nav.recordAuthority')}>
        <Form onSend={send}>
          <Notice>{t('screen.authorityWhy')}</Notice>
          <SelectField
            label={t('screen.relationIs')}
            value={relation}
            choices={relations.map((value) => ({ value, label: t(`screen.relation.${value}`) }))}
            onChange={(event) => set({ relation: event.target.value as Relation })}
          />
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
          <Button
            type="submit"
            tone="main"
            isWide
            isBusy={record.isSending || begin.isSending}
            disabled={purpose.trim().length < 2 || !lastDay}
          >
            {t('screen.beginAssisting')}
          </Button>
        </Form>
      </Page>
    </div>
  )
}
