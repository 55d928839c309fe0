/** 拒绝清单外报表 Somebody sent a table that is not on the list: the rule that lets a community refuse it, in words to send back. */
import type { Reply, RouteOf } from '@liren/contract'
import { Button, Field, Notice, TextField, toast, useOwnArea, useSend, useWords } from '@liren/web'
import { AreaField, UnitField } from '@liren/web/desk'
import { useState } from 'react'
import { oneForm } from '../../contract.ts'
import { Checked } from './checked.tsx'
import { columnNames } from './column-names.ts'

export const UnlistedForm = () => {
  const t = useWords('one-form')
  const own = useOwnArea()
  const [title, setTitle] = useState('')
  const [department, setDepartment] = useState('')
  const [columns, setColumns] = useState('')
  const [areaCode, setAreaCode] = useState(own.code ?? '')
  const [told, setTold] = useState<Reply<RouteOf<typeof oneForm, 'refuseUnlisted'>> | null>(null)
  const send = useSend(oneForm, 'refuseUnlisted', { stale: [[oneForm, 'list']], then: setTold })
  const names = columnNames(columns)
  const copy = () => {
    if (told) void navigator.clipboard.writeText(told.answer).then(() => toast(t('screen.unlisted.copied'), 'good'))
  }
  if (told)
    return (
      <>
        <Notice tone="good">{told.answer}</Notice>
        <Button tone="main" onClick={copy}>
          {t('screen.unlisted.copy')}
        </Button>
        <Checked check={told.check} />
      </>
    )
  return (
    <>
      <p>{t('screen.unlisted.hint')}</p>
      <Field
        label={t('screen.ask.title')}
        value={title}
        maxLength={80}
        error={send.errors.title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <UnitField
        by="name"
        label={t('screen.ask.department')}
        value={department}
        error={send.errors.department}
        onChange={setDepartment}
      />
      <AreaField
        label={t('screen.ask.areaCode')}
        value={areaCode}
        error={send.errors.areaCode}
        onChange={setAreaCode}
      />
      <TextField
        label={t('screen.ask.columns')}
        hint={t('screen.ask.columnsHint')}
        rows={6}
        value={columns}
        error={send.errors.columns}
        onChange={(event) => setColumns(event.target.value)}
      />
      <Button
        tone="main"
        disabled={title.trim().length < 2 || department.trim() === '' || names.length === 0 || areaCode === ''}
        isBusy={send.isSending}
        onClick={() =>
          send.now({ body: { title: title.trim(), department: department.trim(), columns: [...names], areaCode } })
        }
      >
        {t('screen.unlisted.refuse')}
      </Button>
    </>
  )
}
