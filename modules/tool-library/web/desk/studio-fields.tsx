/** The form of a tool, field by field. */
import { Chip, useWords } from '@liren/web'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import * as studio from '../../document/studio.ts'
import type { Part } from './studio-part.ts'

export const Fields = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const [label, setLabel] = useState('')
  const [kind, setKind] = useState<studio.FieldKind>('text')
  const [isRequired, setRequired] = useState(true)
  const [choices, setChoices] = useState('')
  const [form] = tool.forms
  if (!form) return null
  const isChoice = kind === 'choice' || kind === 'choices'
  const add = () => {
    change((one) =>
      studio.addField(
        one,
        form.id,
        label.trim(),
        kind,
        isRequired,
        choices
          .split(/[\n,，、]/)
          .map((text) => text.trim())
          .filter(Boolean),
      ),
    )
    setLabel('')
    setChoices('')
  }
  return (
    <div className="studio-part">
      {form.fields.map((field, index) => (
        <div key={field.key} className="studio-row">
          <span className="grow">
            {field.label['zh-CN']} <Chip>{t(`field.${studio.kindOf(field)}`)}</Chip>{' '}
            {field.isRequired && <Chip tone="soon">{t('desk.required')}</Chip>}{' '}
            {field.isPersonal && <Chip tone="main">{t('screen.sealed')}</Chip>}
          </span>
          <Button
            size="small"
            disabled={index === 0}
            aria-label={`${t('desk.up')} ${field.label['zh-CN']}`}
            onClick={() => change((one) => studio.moveField(one, form.id, field.key, -1))}
          >
            ↑
          </Button>
          <Button size="small" danger onClick={() => change((one) => studio.dropField(one, form.id, field.key))}>
            {t('desk.drop')}
          </Button>
        </div>
      ))}
      <div className="studio-row">
        <Input
          className="grow"
          aria-label={t('desk.fieldName')}
          placeholder={t('desk.fieldName')}
          value={label}
          maxLength={30}
          onChange={(event) => setLabel(event.target.value)}
        />
        <Select
          aria-label={t('desk.fieldKind')}
          style={{ width: 130 }}
          value={kind}
          onChange={setKind}
          options={studio.fieldKinds.map((value) => ({ value, label: t(`field.${value}`) }))}
        />
        <Checkbox checked={isRequired} onChange={(event) => setRequired(event.target.checked)}>
          {t('desk.required')}
        </Checkbox>
        {isChoice && (
          <Input
            className="grow"
            aria-label={t('desk.choices')}
            placeholder={t('desk.choices')}
            value={choices}
            onChange={(event) => setChoices(event.target.value)}
          />
        )}
        <Button type="primary" disabled={label.trim().length === 0} onClick={add}>
          {t('desk.addField')}
        </Button>
      </div>
    </div>
  )
}
