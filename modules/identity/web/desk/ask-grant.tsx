/** Asking for a role on somebody's behalf; another administrator will decide. */
import { Notice, toast, useArea, useSend, useWords } from '@liren/web'
import { UnitField } from '@liren/web/desk'
import { DatePicker, Form, Input, Modal, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { type AccountLine, identity, type Role, roleNames } from '../../contract.ts'

/** Roles that open a unit's inbox when they are held for that unit. */
const unitRoles: readonly (Role | undefined)[] = [
  'handler',
  'representative',
  'gridWorker',
  'communityWorker',
  'acceptor',
  'dutyLeader',
  'dispatcher',
]

/** Roles that are nothing without a unit. */
const unitHints: Readonly<Partial<Record<Role, string>>> = {
  handler: 'screen.unitOfHandler',
  representative: 'screen.unitOfRepresentative',
}

type Fields = { role: Role; area: string; reason: string; until?: Dayjs }

export const AskGrant = ({ account, onClose }: { account: AccountLine; onClose: () => void }) => {
  const t = useWords()
  const { areas } = useArea()
  const [form] = Form.useForm<Fields>()
  const asked = Form.useWatch('role', form)
  const [unitId, setUnitId] = useState(account.unitId ?? '')
  const send = useSend(identity, 'askGrant', {
    stale: [[identity, 'grantRequests']],
    then: () => {
      toast(t('screen.grantAsked'), 'good')
      onClose()
    },
  })
  const ask = ({ role, area, reason, until }: Fields) =>
    send.now({
      body: {
        accountId: account.id,
        role,
        area,
        reason,
        ...(unitRoles.includes(role) && unitId ? { unitId } : {}),
        ...(until ? { untilAt: until.endOf('day').toISOString() } : {}),
      },
    })
  const help = (field: string) =>
    send.errors[field] ? { validateStatus: 'error' as const, help: send.errors[field] } : {}
  return (
    <Modal
      open
      title={t('screen.askGrantFor', { name: account.displayName })}
      okText={t('screen.ask')}
      cancelText={t('screen.leaveIt')}
      confirmLoading={send.isSending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Notice>{t('screen.twoAdministrators')}</Notice>
      <Form<Fields>
        form={form}
        layout="vertical"
        onFinish={ask}
        initialValues={{ area: account.areaCode ?? undefined }}
      >
        <Form.Item name="role" label={t('screen.role')} rules={[{ required: true }]} {...help('role')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={roleNames
              .filter((role) => role !== 'guest')
              .map((value) => ({ value, label: t(`role.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="area" label={t('screen.area')} rules={[{ required: true }]} {...help('area')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={areas.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
        {unitRoles.includes(asked) && (
          <UnitField
            label={t('screen.unit')}
            hint={t(unitHints[asked] ?? 'screen.unitOfRole')}
            by="id"
            isOptional={unitHints[asked] === undefined}
            value={unitId}
            error={send.errors.unitId}
            onChange={setUnitId}
          />
        )}
        <Form.Item name="reason" label={t('screen.reasonFor')} rules={[{ required: true, min: 2 }]} {...help('reason')}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
        <Form.Item name="until" label={t('screen.untilTitle')}>
          <DatePicker />
        </Form.Item>
      </Form>
    </Modal>
  )
}
