/** At the counter: a copy for somebody who showed who they are, or their request to be erased written down. */
import { ask, refresh, Section, toast, useProof, useSend, useWords } from '@liren/web'
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { people } from '../../contract.ts'
import { saveCopy } from '../save-copy.ts'

export const RightsPart = ({ personId }: { personId: string }) => {
  const t = useWords()
  const { act, sheet } = useProof()
  const [reason, setReason] = useState('')
  const note = useSend(people, 'noteErasure', {
    then: () => {
      setReason('')
      toast(t('screen.rights.asked'), 'good')
    },
  })
  const handOut = () =>
    void act(async () => {
      saveCopy(await ask(people, 'handOutCopy', { params: { id: personId } }))
      await refresh([people, 'listFootprints'])
    })
  return (
    <Section title={t('screen.rights.title')}>
      {sheet}
      <Space wrap>
        <Button onClick={handOut}>{t('screen.rights.handOut')}</Button>
        <Space.Compact>
          <Input
            value={reason}
            maxLength={500}
            aria-label={t('screen.rights.note')}
            placeholder={t('screen.rights.note')}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            disabled={reason.trim().length < 2}
            loading={note.isSending}
            onClick={() => note.now({ params: { id: personId }, body: { reason: reason.trim() } })}
          >
            {t('screen.rights.noteSave')}
          </Button>
        </Space.Compact>
      </Space>
    </Section>
  )
}
