/** How a tool proved itself here, said once by whoever decides for the community. */
import { Rating, TextField, toast, useSend, useWords } from '@liren/web'
import { Modal } from 'antd'
import { useState } from 'react'
import { toolLibrary, type UseRow } from '../../contract.ts'
import { useSay } from '../parts/say.ts'

export const Rate = ({ of, area, onClose }: { of: UseRow; area: string; onClose: () => void }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const [score, setScore] = useState(0)
  const [text, setText] = useState('')
  const send = useSend(toolLibrary, 'rate', {
    then: () => {
      toast(t('rate.kept'), 'good')
      onClose()
    },
  })
  return (
    <Modal
      open
      onCancel={onClose}
      title={t('rate.title', { name: say(of.name) })}
      okText={t('rate.send')}
      confirmLoading={send.isSending}
      okButtonProps={{ disabled: score === 0 }}
      onOk={() =>
        send.now({
          params: { id: of.toolId },
          body: { area, score, ...(text.trim() ? { text: text.trim() } : {}) },
        })
      }
    >
      <Rating label={t('rate.score')} value={score || null} onChange={setScore} />
      <TextField
        label={t('rate.text')}
        hint={t('rate.public')}
        isOptional
        value={text}
        maxLength={500}
        error={send.errors.text}
        onChange={(event) => setText(event.target.value)}
      />
    </Modal>
  )
}
