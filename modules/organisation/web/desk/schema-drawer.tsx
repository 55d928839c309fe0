/** A button that opens a form in a drawer, and closes it when the server has taken what was written. */
import type { Static, Type } from '@liren/contract'
import { useWords } from '@liren/web'
import { Detail, type FieldSchema, SchemaForm } from '@liren/web/desk'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'

type Values = Readonly<Record<string, unknown>>

export const SchemaDrawer = ({
  verb,
  title,
  schema,
  values = {},
  labels,
  choice,
  send,
  onSend,
  isDanger,
  note,
}: {
  readonly verb: string
  readonly title?: string
  readonly schema: object
  readonly values?: Values
  /** Field name → key of its words below `screen`. */
  readonly labels: Readonly<Record<string, string>>
  readonly choice?: (key: string, value: unknown) => string
  readonly send: { readonly isSending: boolean; readonly errors: Readonly<Record<string, string>> }
  /** Given the values as they stand after the change. */
  readonly onSend: (values: Values, close: () => void) => void
  readonly isDanger?: boolean
  readonly note?: ReactNode
}) => {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button danger={isDanger ?? false} onClick={() => setOpen(true)}>
        {verb}
      </Button>
      <Detail isOpen={isOpen} onClose={() => setOpen(false)} title={title ?? verb}>
        {note}
        <SchemaForm
          // A TypeBox object is JSON Schema; the form reads only that part of it.
          schema={schema as FieldSchema}
          values={values}
          label={(key) => t(`screen.${labels[key] ?? key}`)}
          {...(choice ? { choice } : {})}
          errors={send.errors}
          isSending={send.isSending}
          verb={verb}
          onSend={(changed) => onSend({ ...values, ...changed }, () => setOpen(false))}
        />
      </Detail>
    </>
  )
}

/** Reads what a form gave as the type of its schema; the server checks it again. */
export const read = <S extends Parameters<typeof Type.Optional>[0]>(_schema: S, values: Values): Static<S> =>
  values as Static<S>

/** Empty text means "nothing". */
export const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
