/** 调整单位 Somebody works for another unit from now on; roles for the unit before end at once. */
import { ask, fieldErrors, Notice, refresh, toast, useWords } from '@liren/web'
import { UnitField } from '@liren/web/desk'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { type AccountLine, identity } from '../../contract.ts'

export const ChangeUnit = ({
  account,
  act,
  onClose,
}: {
  account: AccountLine
  act: (doIt: () => Promise<unknown>) => Promise<void>
  onClose: () => void
}) => {
  const t = useWords()
  const [unitId, setUnitId] = useState(account.unitId ?? '')
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const change = () =>
    act(async () => {
      try {
        await ask(identity, 'setUnit', { params: { id: account.id }, body: { unitId: unitId || null, reason } })
      } catch (thrown) {
        const told = fieldErrors(thrown)
        if (Object.keys(told).length === 0) throw thrown
        return setErrors(told)
      }
      await refresh([identity])
      toast(t('screen.unitChanged'), 'good')
      onClose()
    })
  return (
    <Modal
      open
      title={t('screen.changeUnit')}
      okText={t('screen.change')}
      cancelText={t('screen.leaveIt')}
      okButtonProps={{ disabled: reason.trim().length < 2 || unitId === (account.unitId ?? '') }}
      onOk={() => void change()}
      onCancel={onClose}
    >
      <Notice>{t('screen.changeUnitWhat')}</Notice>
      <UnitField
        label={t('screen.unit')}
        by="id"
        isOptional
        value={unitId}
        error={errors.unitId}
        onChange={setUnitId}
      />
      <Form layout="vertical">
        <Form.Item label={t('screen.reasonFor')} htmlFor="unit-reason" required>
          <Input id="unit-reason" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
