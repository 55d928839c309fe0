/** Writing a rule: its text, tried on its examples before it is kept as a draft. */
import { Notice, toast, useSend, useWords } from '@liren/web'
import { Detail } from '@liren/web/desk'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { benefits } from '../../contract.ts'
import { RuleParts } from './rule-view.tsx'

const sample = {
  id: 'P-40',
  version: 1,
  item: '',
  title: { 'zh-CN': '', en: '' },
  basis: '',
  mode: 'remind',
  all: [{ fact: 'person.age', gte: 60 }],
  examples: [
    { name: '六十岁', today: '2026-06-15', facts: { 'person.age': 60 }, expect: 'eligible' },
    { name: '五十九岁', today: '2026-06-15', facts: { 'person.age': 59 }, expect: 'not' },
  ],
}

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const WriteDrawer = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const t = useWords('benefits')
  const [text, setText] = useState(JSON.stringify(sample, null, 2))
  const definition = readJson(text)
  const attempt = useSend(benefits, 'tryRule', { stale: [] })
  const keep = useSend(benefits, 'write', {
    then: () => {
      toast(t('screen.saved'), 'good')
      onClose()
    },
  })
  const wrong = attempt.errors.definition ?? keep.errors.definition
  return (
    <Detail
      isOpen={isOpen}
      onClose={onClose}
      title={t('screen.newRule')}
      width={720}
      action={
        <>
          <Button
            loading={attempt.isSending}
            disabled={definition === undefined}
            onClick={() => attempt.now({ body: { definition } })}
          >
            {t('screen.try')}
          </Button>
          <Button
            type="primary"
            loading={keep.isSending}
            disabled={definition === undefined}
            onClick={() => keep.now({ body: { definition } })}
          >
            {t('screen.save')}
          </Button>
        </>
      }
    >
      <div className="benefit-detail">
        <Input.TextArea
          className="benefit-text"
          aria-label={t('screen.definition')}
          value={text}
          autoSize={{ minRows: 14, maxRows: 28 }}
          onChange={(event) => {
            attempt.reset()
            keep.reset()
            setText(event.target.value)
          }}
        />
        {wrong && <Notice tone="overdue">{wrong}</Notice>}
        {attempt.reply && <RuleParts of={attempt.reply} />}
      </div>
    </Detail>
  )
}
