/** Declaring a screening: why, on what ground, where, by which rules. */
import { Field, Notice, TextField, useOwnArea, usePages, useSend, useWords } from '@liren/web'
import { Button, Select } from 'antd'
import { useId, useState } from 'react'
import { benefits } from '../../contract.ts'

const isOfPersons = ({ subject }: { readonly subject: string }) => subject === 'person'

type Props = {
  /** `id@version` of a draft to be counted before anybody activates it. */
  readonly first: string | null
  readonly onDone: (id: string) => void
}

export const ProposeForm = ({ first, onDone }: Props) => {
  const t = useWords('benefits')
  const { code, name } = useOwnArea()
  const label = useId()
  const rules = usePages(benefits, 'rules', { query: { state: 'active', limit: 200 } })
  const drafts = usePages(benefits, 'rules', { query: { state: 'draft', limit: 200 } })
  const [purpose, setPurpose] = useState('')
  const [basis, setBasis] = useState('')
  const [ruleIds, setRules] = useState<readonly string[]>(first === null ? [] : [first])
  const send = useSend(benefits, 'propose', { then: ({ id }) => onDone(id) })
  return (
    <div className="benefit-form">
      <p className="benefit-note">{t('screen.proposeLead')}</p>
      <Field
        label={t('screen.purpose')}
        maxLength={200}
        value={purpose}
        error={send.errors.purpose}
        onChange={(event) => setPurpose(event.target.value)}
      />
      <TextField
        label={t('screen.basis')}
        maxLength={300}
        value={basis}
        error={send.errors.basis}
        onChange={(event) => setBasis(event.target.value)}
      />
      <p className="benefit-note">{t('web:says', { what: t('screen.area'), text: name })}</p>
      <label htmlFor={label}>{t('screen.rules')}</label>
      <Select
        id={label}
        mode="multiple"
        value={[...ruleIds]}
        optionFilterProp="label"
        options={[
          ...drafts.items.filter(isOfPersons).map((one) => ({
            value: `${one.id}@${one.version}`,
            label: t('screen.draftRule', { id: one.id, version: one.version, title: one.title }),
          })),
          ...rules.items.filter(isOfPersons).map((one) => ({ value: one.id, label: `${one.id} ${one.title}` })),
        ]}
        onChange={(chosen: string[]) => setRules(chosen)}
      />
      {send.errors.ruleIds && <Notice tone="overdue">{send.errors.ruleIds}</Notice>}
      {ruleIds.some((one) => one.includes('@')) && <p className="benefit-note">{t('screen.draftLead')}</p>}
      <Button
        type="primary"
        loading={send.isSending}
        disabled={!code || ruleIds.length === 0 || purpose.trim().length < 4 || basis.trim().length < 4}
        onClick={() =>
          code &&
          send.now({ body: { purpose: purpose.trim(), basis: basis.trim(), area: code, ruleIds: [...ruleIds] } })
        }
      >
        {t('screen.propose')}
      </Button>
    </div>
  )
}
