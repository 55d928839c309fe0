/** Leaving for good (注销账号): one optional question, a plain warning, no detours. */
import { ask, Button, Confirm, refreshSession, Section, SelectField, useGo, useProof, useWords } from '@liren/web'
import { useState } from 'react'
import { identity } from '../contract.ts'

const reasons = ['not-needed', 'hard-to-use', 'privacy', 'moved', 'other'] as const
type Reason = (typeof reasons)[number]

export const ClosePart = () => {
  const t = useWords()
  const go = useGo()
  const { act, sheet } = useProof()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState<Reason | ''>('')
  const close = () => {
    setOpen(false)
    void act(async () => {
      await ask(identity, 'closeAccount', { body: reason ? { reason } : {} })
      go('/')
      await refreshSession()
    })
  }
  return (
    <Section>
      {sheet}
      <Button tone="quiet" isWide onClick={() => setOpen(true)}>
        {t('screen.closeAccount')}
      </Button>
      <Confirm
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('screen.closeAccount')}
        verb={t('screen.closeForGood')}
        onYes={close}
        isUrgent
      >
        <p>{t('screen.closeWhat')}</p>
        <SelectField
          label={t('screen.closeReason')}
          isOptional
          placeholder={t('screen.ratherNot')}
          value={reason}
          choices={reasons.map((value) => ({ value, label: t(`screen.reason.${value}`) }))}
          onChange={(event) => setReason(event.target.value as Reason | '')}
        />
      </Confirm>
    </Section>
  )
}
