/** 选择人员 Somebody found by their whole number, telephone or name, shown masked; half of one finds nobody. */
import { Chip, FieldFrame, Notice, useSend, useWords } from '@liren/web'
import type { PersonPick } from '@liren/web/desk'
import { Button, Input, Space } from 'antd'
import { useId, useState } from 'react'
import { type Person, people } from '../../contract.ts'
import { usePersonLine, usePlace } from '../place.ts'

/** Eighteen or fifteen signs are a number, other digits a telephone, anything else a name. */
const askedBy = (text: string) =>
  /^(\d{15}|\d{17}[\dXx]|[A-Za-z]\d{8})$/.test(text)
    ? { identityNumber: text }
    : /^[\d+\s-]{7,20}$/.test(text)
      ? { phone: text }
      : { fullName: text }

export default function PersonField({ of }: { of: PersonPick }) {
  const t = useWords('people')
  const id = useId()
  const place = usePlace()
  const line = usePersonLine()
  const [typed, setTyped] = useState('')
  const look = useSend(people, 'lookUp', { stale: [] })
  const note = (person: Person) => [line(person), place(person.areaCode)].filter(Boolean).join(' · ')
  const find = () => look.now({ body: askedBy(typed.trim()) })
  const error = of.error ?? Object.values(look.errors)[0]
  return (
    <FieldFrame
      id={id}
      label={of.label}
      hint={of.hint ?? t('screen.find.hint')}
      {...(error === undefined ? {} : { error })}
      {...(of.isOptional === undefined ? {} : { isOptional: of.isOptional })}
    >
      {of.value ? (
        <p className="button-row">
          <Chip tone="main">{of.value.displayName}</Chip> {of.value.note}
          <Button onClick={() => of.onChange(null)}>{t('screen.find.other')}</Button>
        </p>
      ) : (
        <>
          <Space.Compact block>
            <Input
              id={id}
              value={typed}
              maxLength={50}
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
              onPressEnter={(event) => {
                event.preventDefault()
                if (typed.trim().length > 1) find()
              }}
            />
            <Button disabled={typed.trim().length < 2} loading={look.isSending} onClick={find}>
              {t('screen.find.find')}
            </Button>
          </Space.Compact>
          {look.reply?.items.length === 0 && <Notice>{t('screen.find.none')}</Notice>}
          <div className="field-choices">
            {(look.reply?.items ?? []).map((person) => (
              <Button
                key={person.id}
                block
                onClick={() => {
                  of.onChange({ id: person.id, displayName: person.displayName, note: note(person) })
                  look.reset()
                  setTyped('')
                }}
              >
                {person.displayName} · {note(person)}
              </Button>
            ))}
          </div>
        </>
      )}
    </FieldFrame>
  )
}
