/** Fields as a list somebody can edit without knowing JSON: add, move, bind to the dictionary, require, show under a condition. */
import { catalogue } from '@liren/catalogue/contract'
import { Icon, useLook, usePages, useWords } from '@liren/web'
import { AutoComplete, Button, Checkbox, Collapse, Input, Select, Space } from 'antd'
import { useMemo } from 'react'
import { blocks, type Field, formats, say, valueTypes } from '../../definition.ts'
import { suggestKeys } from '../../suggest.ts'

type Key = { readonly key: string; readonly name: { readonly zh: string; readonly en: string } }

/** The whole dictionary, page by page: some two hundred entries. */
const useDictionary = (): readonly Key[] => {
  const pages = usePages(catalogue, 'listEntries', { query: { limit: 200 } })
  return pages.items ?? []
}

const freshKey = (fields: readonly Field[]) => {
  let number = fields.length + 1
  while (fields.some(({ key }) => key === `field${number}`)) number++
  return `field${number}`
}

const changed = (field: Field, part: { readonly [K in keyof Field]?: Field[K] | undefined }): Field =>
  Object.fromEntries(
    Object.entries({ ...field, ...part }).filter(([, value]) => value !== undefined && value !== ''),
  ) as Field // key and label stay

const FieldForm = ({
  field,
  dictionary,
  onChange,
}: {
  field: Field
  dictionary: readonly Key[]
  onChange: (next: Field) => void
}) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const change = (part: Parameters<typeof changed>[1]) => onChange(changed(field, part))
  const suggested = suggestKeys(field, dictionary)
  const nameOf = ({ key, name }: Key) => `${locale === 'en' ? name.en : name.zh} · ${key}`
  const known = [
    ...dictionary.filter(({ key }) => suggested.includes(key)),
    ...dictionary.filter(({ key }) => !suggested.includes(key)),
  ]
  const line = (title: string, control: React.ReactNode) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside, handed in
    <label className="field-line">
      <span>{title}</span>
      {control}
    </label>
  )
  return (
    <div className="field-form">
      {line(
        t('edit.label'),
        <Input
          value={say(field.label, 'zh-CN')}
          onChange={(event) =>
            change({
              label:
                typeof field.label === 'string' ? event.target.value : { ...field.label, 'zh-CN': event.target.value },
            })
          }
        />,
      )}
      {line(t('edit.key'), <Input value={field.key} onChange={(event) => change({ key: event.target.value })} />)}
      {line(
        t('edit.from'),
        <AutoComplete
          value={field.from ?? ''}
          allowClear
          placeholder={suggested.length > 0 ? t('edit.suggested', { key: suggested[0] ?? '' }) : t('edit.typed')}
          options={known.map((one) => ({ value: one.key, label: nameOf(one) }))}
          showSearch={{
            filterOption: (typed, option) => String(option?.label).toLowerCase().includes(typed.toLowerCase()),
          }}
          onChange={(from: string) => change({ from: from || undefined, ...(from ? {} : { lock: undefined }) })}
        />,
      )}
      {line(
        t('edit.kind'),
        <Space.Compact block>
          <Select
            value={field.block ?? field.type ?? 'string'}
            style={{ flex: 1 }}
            options={[
              ...valueTypes
                .filter((one) => one !== 'object' || field.fields)
                .map((value) => ({ value, label: t(`edit.type.${value}`) })),
              ...blocks.map((value) => ({ value, label: t(`edit.block.${value}`) })),
            ]}
            onChange={(value) => {
              const block = blocks.find((one) => one === value)
              const type = valueTypes.find((one) => one === value)
              change({ block, type: block ? undefined : type, fields: type === 'object' ? field.fields : undefined })
            }}
          />
          <Select
            value={field.format ?? ''}
            style={{ flex: 1 }}
            options={['', ...formats].map((value) => ({ value, label: t(`edit.format.${value || 'none'}`) }))}
            onChange={(value) => change({ format: formats.find((one) => one === value) })}
          />
        </Space.Compact>,
      )}
      {line(
        t('edit.choices'),
        <Input
          value={(field.enum ?? []).join('，')}
          placeholder={t('edit.choicesHint')}
          onChange={(event) => {
            const all = event.target.value.split(/[,，]/).map((one) => one.trim())
            change({ enum: all.some(Boolean) ? [...new Set(all)] : undefined, choices: undefined })
          }}
        />,
      )}
      {line(
        t('edit.when'),
        <Input
          value={field.when ?? ''}
          placeholder="payMode == 'bank'"
          onChange={(event) => change({ when: event.target.value || undefined })}
        />,
      )}
      {line(
        t('edit.derive'),
        <Input
          value={field.derive ?? ''}
          placeholder="idBirth(idNumber)"
          onChange={(event) => change({ derive: event.target.value || undefined })}
        />,
      )}
      {field.from === undefined &&
        suggested.length > 0 &&
        line(
          t('edit.own'),
          <Input
            maxLength={200}
            placeholder={t('edit.ownHint')}
            value={say(field.own, 'zh-CN')}
            onChange={(event) => change({ own: event.target.value || undefined })}
          />,
        )}
      {line(
        t('edit.help'),
        <Input
          value={say(field.help, 'zh-CN')}
          onChange={(event) => change({ help: event.target.value || undefined })}
        />,
      )}
      <Space wrap>
        {(['required', 'confirm', 'lock', 'sensitive'] as const).map((flag) => (
          <Checkbox
            key={flag}
            checked={field[flag] === true}
            onChange={(event) => change({ [flag]: event.target.checked || undefined })}
          >
            {t(`edit.${flag}`)}
          </Checkbox>
        ))}
        <Checkbox
          checked={field.repeat !== undefined}
          onChange={(event) => change({ repeat: event.target.checked ? { max: 20 } : undefined })}
        >
          {t('edit.repeat')}
        </Checkbox>
      </Space>
    </div>
  )
}

/**
 * Used by the editor of forms and by whoever composes a tool.
 * @example
 * <FieldList fields={draft.fields} onChange={(fields) => change({ fields })} />
 */
export const FieldList = ({
  fields,
  onChange,
}: {
  readonly fields: readonly Field[]
  readonly onChange: (fields: readonly Field[]) => void
}) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const dictionary = useDictionary()
  const entryOf = (key: string) => {
    const name = dictionary.find((one) => one.key === key)?.name
    return name === undefined ? key : locale === 'en' ? name.en : name.zh
  }
  const move = (from: number, to: number) => {
    const next = [...fields]
    const [moved] = next.splice(from, 1)
    if (moved) next.splice(to, 0, moved)
    onChange(next)
  }
  const items = useMemo(
    () =>
      fields.map((field, index) => ({
        key: String(index),
        label: (
          <Space wrap>
            <b>{say(field.label, locale) || field.key}</b>
            <span className="figure-label">
              {field.derive !== undefined
                ? t('edit.isDerived')
                : field.from
                  ? t('edit.isFilled', { key: entryOf(field.from) })
                  : field.block
                    ? t(`edit.block.${field.block}`)
                    : t('edit.isTyped')}
              {field.required ? ` · ${t('edit.required')}` : ''}
              {field.when ? ` · ${t('edit.isConditional')}` : ''}
            </span>
          </Space>
        ),
        extra: (
          // biome-ignore lint/a11y/noStaticElementInteractions: keeps a press on a button from opening the row
          // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside have their own keys
          <span onClick={(event) => event.stopPropagation()}>
            <Button
              type="text"
              size="small"
              disabled={index === 0}
              aria-label={t('edit.up', { label: say(field.label, locale) })}
              onClick={() => move(index, index - 1)}
            >
              ↑
            </Button>
            <Button
              type="text"
              size="small"
              disabled={index === fields.length - 1}
              aria-label={t('edit.down', { label: say(field.label, locale) })}
              onClick={() => move(index, index + 1)}
            >
              ↓
            </Button>
            <Button
              type="text"
              size="small"
              aria-label={t('edit.remove', { label: say(field.label, locale) })}
              onClick={() => onChange(fields.filter((_, at) => at !== index))}
            >
              <Icon name="close" size={16} />
            </Button>
          </span>
        ),
        children: (
          <FieldForm
            field={field}
            dictionary={dictionary}
            onChange={(next) => onChange(fields.map((one, at) => (at === index ? next : one)))}
          />
        ),
      })),
    [fields, dictionary, locale, t],
  )
  return (
    <div className="field-list">
      <Collapse collapsible="header" items={items} />
      <Button onClick={() => onChange([...fields, { key: freshKey(fields), label: t('edit.newField') }])}>
        {t('edit.add')}
      </Button>
    </div>
  )
}
