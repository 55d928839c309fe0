/** A list as it is kept: its name, what it is for, and the filter its items follow from. */
import type { Reply, RouteOf } from '@liren/contract'
import { Button, Field, SelectField, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'

export type ListOf = Reply<RouteOf<typeof services, 'lists'>>['items'][number]

export const KeepList = ({ of, onDone }: { of: ListOf; onDone: () => void }) => {
  const t = useWords('services')
  const [list, setList] = useState(of)
  const [tags, setTags] = useState(of.filter.anyTag?.join('、') ?? '')
  const send = useSend(services, 'keepList', {
    then: () => {
      toast(t('edit.kept'), 'good')
      onDone()
    },
  })
  const { name, nameEn, purpose, publishedOn } = list
  const anyTag = tags
    .split(/[、,，]/)
    .map((one) => one.trim())
    .filter(Boolean)
  const text = (field: 'name' | 'nameEn', most: number) => (
    <Field
      label={t(`edit.${field}`)}
      value={list[field]}
      maxLength={most}
      error={send.errors[field]}
      onChange={(event) => setList({ ...list, [field]: event.target.value })}
    />
  )
  return (
    <>
      {text('name', 40)}
      {text('nameEn', 80)}
      <TextField
        label={t('screen.purposeOf')}
        value={purpose}
        maxLength={200}
        onChange={(event) => setList({ ...list, purpose: event.target.value })}
      />
      <Field
        label={t('edit.anyTag')}
        hint={t('edit.anyTagHint')}
        value={tags}
        error={send.errors['filter.anyTag']}
        onChange={(event) => setTags(event.target.value)}
      />
      <SelectField
        label={t('screen.audience')}
        value={list.filter.audience ?? ''}
        placeholder={t('edit.both')}
        choices={[
          { value: 'person', label: t('screen.person') },
          { value: 'firm', label: t('screen.firm') },
        ]}
        onChange={(event) => {
          const { audience: _, ...rest } = list.filter
          const chosen = event.target.value
          setList({ ...list, filter: chosen === 'person' || chosen === 'firm' ? { ...rest, audience: chosen } : rest })
        }}
      />
      <Field
        label={t('screen.publishedOn')}
        type="date"
        value={publishedOn}
        error={send.errors.publishedOn}
        onChange={(event) => setList({ ...list, publishedOn: event.target.value })}
      />
      <Button
        tone="main"
        disabled={name.trim().length < 2 || nameEn.trim().length < 2}
        isBusy={send.isSending}
        onClick={() => {
          const { anyTag: _, ...rest } = list.filter
          send.now({
            params: { code: of.code },
            body: {
              ...{ name: name.trim(), nameEn: nameEn.trim(), purpose, publishedOn },
              filter: anyTag.length > 0 ? { ...rest, anyTag } : rest,
            },
          })
        }}
      >
        {t('edit.keepList')}
      </Button>
    </>
  )
}
