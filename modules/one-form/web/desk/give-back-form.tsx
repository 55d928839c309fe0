/** 数据回流 A department gives figures back to the communities they are about: pasted out of a spreadsheet, looked at, sent. */
import { Button, Field, Notice, TextField, toast, todayOn, useArea, useSend, useTimes, useWords } from '@liren/web'
import { Rows } from '@liren/web/desk'
import { useState } from 'react'
import { oneForm } from '../../contract.ts'
import { readPasted } from '../../returned.ts'

export const GiveBackForm = ({ onDone }: { onDone: () => void }) => {
  const t = useWords('one-form')
  const { list } = useTimes()
  const { areas } = useArea()
  const [title, setTitle] = useState('')
  const [fromName, setFromName] = useState('')
  const [period, setPeriod] = useState(todayOn().slice(0, 7))
  const [pasted, setPasted] = useState('')
  const { rows, unread } = readPasted(pasted)
  const names = Object.keys(rows[0]?.cells ?? {})
  const send = useSend(oneForm, 'giveBack', {
    stale: [[oneForm, 'listReturns']],
    then: (given) => {
      toast(t('screen.giveBack.sent', { areas: given.areas }), 'good')
      onDone()
    },
  })
  return (
    <>
      <p>{t('screen.giveBack.hint')}</p>
      <Field
        label={t('screen.giveBack.title')}
        value={title}
        maxLength={80}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Field
        label={t('screen.giveBack.from')}
        value={fromName}
        maxLength={80}
        onChange={(event) => setFromName(event.target.value)}
      />
      <Field
        label={t('screen.giveBack.period')}
        value={period}
        maxLength={12}
        onChange={(event) => setPeriod(event.target.value)}
      />
      <TextField
        label={t('screen.giveBack.table')}
        hint={t('screen.giveBack.tableHint')}
        rows={6}
        value={pasted}
        error={send.errors.rows}
        onChange={(event) => setPasted(event.target.value)}
      />
      {unread.length > 0 && (
        <Notice tone="soon">{t('screen.giveBack.unread', { lines: list(unread.map(String)) })}</Notice>
      )}
      {rows.length > 0 && (
        <Rows
          rows={rows.slice(0, 20)}
          rowKey={({ areaCode }) => areaCode}
          label={t('screen.giveBack.table')}
          columns={[
            {
              key: 'area',
              title: t('screen.giveBack.area'),
              cell: (row) => areas.find(({ code }) => code === row.areaCode)?.name ?? row.areaCode,
            },
            ...names.map((name) => ({
              key: name,
              title: name,
              cell: (row: (typeof rows)[number]) => row.cells[name] ?? '—',
            })),
          ]}
        />
      )}
      <Button
        tone="main"
        disabled={title.trim().length < 2 || fromName.trim() === '' || period === '' || rows.length === 0}
        isBusy={send.isSending}
        onClick={() =>
          send.now({
            body: {
              ...{ title: title.trim(), fromName: fromName.trim(), period },
              rows: rows.map(({ areaCode, cells }) => ({ areaCode, cells: { ...cells } })),
            },
          })
        }
      >
        {t('screen.giveBack.send', { areas: rows.length })}
      </Button>
    </>
  )
}
