/** A form drawn from a schema: the type chooses the control, the limits are shown before they are broken, errors stand at their field. */
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd'
import { type ReactNode, useState } from 'react'
import { useWords } from '../words.ts'

/** The part of JSON Schema that forms are drawn from. */
export type FieldSchema = {
  readonly type?: string
  readonly title?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly FieldSchema[]
  readonly const?: unknown
  readonly format?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly items?: FieldSchema
  readonly properties?: Readonly<Record<string, FieldSchema>>
  readonly required?: readonly string[]
  readonly secret?: boolean
}

type Values = Readonly<Record<string, unknown>>
type ControlProps = {
  readonly id: string
  readonly schema: FieldSchema
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly disabled: boolean
  readonly choice: (value: unknown) => string
  /** What stands there cannot be read, or can be read again. */
  readonly onBroken: (isBroken: boolean) => void
}

/** The closed list of a field, whether written as `enum` or as a union of constants. */
const choicesOf = (schema: FieldSchema): readonly unknown[] | null => {
  if (schema.enum) return schema.enum
  const constants = schema.anyOf?.map((one) => one.const)
  return constants && constants.length > 0 && constants.every((one) => one !== undefined) ? constants : null
}

/** Anything without a control of its own is edited as text and must read as JSON. */
const JsonControl = ({ id, value, onChange, disabled, onBroken }: ControlProps) => {
  const [text, setText] = useState(() => JSON.stringify(value ?? null, null, 2))
  const [isBroken, setBroken] = useState(false)
  const tell = (next: boolean) => {
    setBroken(next)
    onBroken(next)
  }
  return (
    <Input.TextArea
      id={id}
      autoSize={{ minRows: 2, maxRows: 14 }}
      value={text}
      disabled={disabled}
      spellCheck={false}
      {...(isBroken ? { status: 'error' as const } : {})}
      onChange={(event) => {
        setText(event.target.value)
        try {
          onChange(JSON.parse(event.target.value))
          tell(false)
        } catch {
          tell(true)
        }
      }}
    />
  )
}

const Control = (props: ControlProps) => {
  const { id, schema, value, onChange, disabled, choice } = props
  const choices = choicesOf(schema)
  if (choices)
    return (
      <Select
        id={id}
        value={value ?? null}
        disabled={disabled}
        options={choices.map((one) => ({ value: one as string, label: choice(one) }))}
        onChange={onChange}
      />
    )
  if (schema.type === 'boolean')
    return <Switch id={id} checked={value === true} disabled={disabled} onChange={onChange} />
  if (schema.type === 'integer' || schema.type === 'number')
    return (
      <InputNumber
        id={id}
        value={typeof value === 'number' ? value : null}
        disabled={disabled}
        {...(schema.type === 'integer' ? { precision: 0 } : {})}
        onChange={(next) => onChange(next)}
        style={{ width: 160 }}
      />
    )
  if (schema.type === 'array' && (schema.items?.type === 'string' || choicesOf(schema.items ?? {})))
    return (
      <Select
        id={id}
        mode={choicesOf(schema.items ?? {}) ? 'multiple' : 'tags'}
        value={Array.isArray(value) ? value : []}
        disabled={disabled}
        options={(choicesOf(schema.items ?? {}) ?? []).map((one) => ({ value: one as string, label: choice(one) }))}
        onChange={onChange}
        tokenSeparators={[',', '，', '、', ' ']}
      />
    )
  if (schema.type === 'string' && schema.secret)
    return (
      <Input.Password
        id={id}
        value={typeof value === 'string' ? value : ''}
        disabled={disabled}
        autoComplete="new-password"
        onChange={(event) => onChange(event.target.value)}
      />
    )
  if (schema.type === 'string' && (schema.maxLength ?? 0) > 120)
    return (
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={typeof value === 'string' ? value : ''}
        disabled={disabled}
        maxLength={schema.maxLength ?? 10_000}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  if (schema.type === 'string')
    return (
      <Input
        id={id}
        type={
          schema.format === 'date'
            ? 'date'
            : schema.format === 'time'
              ? 'time'
              : schema.format === 'email'
                ? 'email'
                : 'text'
        }
        value={typeof value === 'string' ? value : ''}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  return <JsonControl {...props} />
}

/**
 * @example
 * <SchemaForm schema={schema} values={values} label={(key) => t(`setting.${key}`)} errors={send.errors} onSend={save} />
 */
export const SchemaForm = ({
  schema,
  values,
  label,
  note,
  errors = {},
  onSend,
  verb,
  isSending = false,
  isReadOnly = false,
  choice,
}: {
  readonly schema: FieldSchema
  readonly values: Values
  readonly label: (key: string) => string
  /** Something more to say about a field, e.g. where its value comes from. */
  readonly note?: (key: string) => ReactNode
  readonly errors?: Readonly<Record<string, string>>
  /** Called with the fields that were changed only. */
  readonly onSend: (changed: Values) => void
  readonly verb?: string
  readonly isSending?: boolean
  readonly isReadOnly?: boolean
  readonly choice?: (key: string, value: unknown) => string
}) => {
  const t = useWords('web')
  const [changed, setChanged] = useState<Values>({})
  /** Fields whose text cannot be read: nothing is sent of them, so nothing is sent at all. */
  const [broken, setBroken] = useState<readonly string[]>([])
  const limits = ({ minimum, maximum, maxLength }: FieldSchema) =>
    minimum !== undefined && maximum !== undefined
      ? t('desk:form.between', { minimum, maximum })
      : maxLength !== undefined && maxLength <= 2000
        ? t('desk:form.atMost', { count: maxLength })
        : null
  const problemAt = (key: string) =>
    errors[key] ?? Object.entries(errors).find(([field]) => field.split(/[./]/).includes(key))?.[1]
  return (
    <Form layout="vertical" className="schema-form" onFinish={() => onSend(changed)} requiredMark={false}>
      {Object.entries(schema.properties ?? {}).map(([key, field]) => {
        const problem = broken.includes(key) ? t('desk:form.notJson') : problemAt(key)
        const more = note?.(key)
        const said = [field.description, limits(field)].filter(Boolean).join(' · ')
        return (
          <Form.Item
            key={key}
            label={label(key)}
            htmlFor={`field-${key}`}
            {...(said || more
              ? {
                  extra: (
                    <span className="field-notes">
                      {said}
                      {more}
                    </span>
                  ),
                }
              : {})}
            {...(problem ? { validateStatus: 'error' as const, help: problem } : {})}
          >
            <Control
              id={`field-${key}`}
              schema={field}
              value={key in changed ? changed[key] : (values[key] ?? field.default)}
              disabled={isReadOnly || isSending}
              choice={(value) => choice?.(key, value) ?? String(value)}
              onChange={(next) => setChanged((old) => ({ ...old, [key]: next }))}
              onBroken={(isBroken) =>
                setBroken((old) => [...old.filter((one) => one !== key), ...(isBroken ? [key] : [])])
              }
            />
          </Form.Item>
        )
      })}
      {!isReadOnly && (
        <Button
          type="primary"
          htmlType="submit"
          loading={isSending}
          disabled={broken.length > 0 || Object.keys(changed).length === 0}
        >
          {verb ?? t('save')}
        </Button>
      )}
    </Form>
  )
}
