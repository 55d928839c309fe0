/** One post as it is written down: where, what, for how much, how many places, until when. */
import { Button, Field, TextField, toast, useSend, useWords } from '@liren/web'
import { AreaField, UnitField } from '@liren/web/desk'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { Post } from './post.ts'

export const KeepPost = ({ of, onDone }: { of: Post; onDone: () => void }) => {
  const t = useWords('services')
  const [post, setPost] = useState(of)
  const send = useSend(services, 'keepPost', {
    stale: [[services, 'posts']],
    then: () => {
      toast(t('edit.kept'), 'good')
      onDone()
    },
  })
  const { id, areaCode, title, unitName, duties, pay, places, untilOn } = post
  const isWhole = [title, unitName, duties, pay, untilOn, areaCode].every((one) => one.trim() !== '')
  const field = (name: 'title' | 'pay', most: number) => (
    <Field
      label={t(`post.${name}`)}
      value={post[name]}
      maxLength={most}
      error={send.errors[name]}
      onChange={(event) => setPost({ ...post, [name]: event.target.value })}
    />
  )
  return (
    <>
      {field('title', 60)}
      <UnitField
        by="name"
        label={t('post.unit')}
        value={unitName}
        maxLength={60}
        error={send.errors.unitName}
        onChange={(name) => setPost({ ...post, unitName: name })}
      />
      <AreaField
        label={t('post.areaCode')}
        value={areaCode}
        error={send.errors.area}
        onChange={(code) => setPost({ ...post, areaCode: code })}
      />
      <TextField
        label={t('post.duties')}
        value={duties}
        maxLength={400}
        error={send.errors.duties}
        onChange={(event) => setPost({ ...post, duties: event.target.value })}
      />
      {field('pay', 100)}
      <Field
        label={t('post.places')}
        type="number"
        min={1}
        max={200}
        value={places}
        error={send.errors.places}
        onChange={(event) => setPost({ ...post, places: Math.max(1, Math.round(Number(event.target.value))) })}
      />
      <Field
        label={t('post.untilOn')}
        type="date"
        value={untilOn}
        error={send.errors.untilOn}
        onChange={(event) => setPost({ ...post, untilOn: event.target.value })}
      />
      <Button
        tone="main"
        disabled={!isWhole}
        isBusy={send.isSending}
        onClick={() =>
          send.now({ params: { id }, body: { title, unitName, area: areaCode, duties, pay, places, untilOn } })
        }
      >
        {t('post.keep')}
      </Button>
    </>
  )
}
