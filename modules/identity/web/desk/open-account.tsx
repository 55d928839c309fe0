/** Opening an account; the first password is shown once. */
import { useArea, useAsk, useMay, useSend, useWords } from '@liren/web'
import { UnitField } from '@liren/web/desk'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type AccountKind, identity } from '../../contract.ts'
import { FirstPassword } from './first-password.tsx'

type Fields = {
  loginName: string
  displayName: string
  kind: AccountKind
  areaCode: string
  phone?: string
  contractId?: string
}
/** Who works for a unit; residents and enterprises work for none of the organisation's. */
const unitKinds: readonly (AccountKind | undefined)[] = ['staff', 'representative', 'thirdParty']
const kinds: readonly AccountKind[] = ['staff', 'representative', 'person', 'enterprise', 'thirdParty', 'service']

export const OpenAccount = ({ onClose }: { onClose: () => void }) => {
  const t = useWords()
  const { areas, code } = useArea()
  const [form] = Form.useForm<Fields>()
  const kind = Form.useWatch('kind', form)
  const [unitId, setUnitId] = useState('')
  const isOutside = kind === 'thirdParty' || kind === 'enterprise' || kind === 'representative'
  const may = useMay()
  const { data: contracts } = useAsk(
    identity,
    'contracts',
    { query: { limit: 100 } },
    { enabled: isOutside && may('contract.read') },
  )
  const send = useSend(identity, 'openAccount', { stale: [[identity, 'accounts']] })
  const help = (field: string) =>
    send.errors[field] ? { validateStatus: 'error' as const, help: send.errors[field] } : {}
  const open = ({ phone, contractId, ...rest }: Fields) =>
    send.now({
      body: {
        ...rest,
        ...(phone ? { phone } : {}),
        ...(isOutside && contractId ? { contractId } : {}),
        ...(unitId && unitKinds.includes(rest.kind) ? { unitId } : {}),
      },
    })
  return (
    <Modal
      open
      title={t('screen.openAccount')}
      okText={t(send.reply ? 'screen.done' : 'screen.openAccount')}
      cancelText={t('screen.leaveIt')}
      confirmLoading={send.isSending}
      onOk={() => (send.reply ? onClose() : form.submit())}
      onCancel={onClose}
    >
      {send.reply ? (
        <FirstPassword text={send.reply.firstPassword} />
      ) : (
        <Form<Fields>
          form={form}
          layout="vertical"
          onFinish={open}
          initialValues={{ kind: 'staff', areaCode: code ?? undefined }}
        >
          <Form.Item
            name="loginName"
            label={t('screen.login')}
            rules={[{ required: true, pattern: /^[A-Za-z0-9._-]{3,40}$/ }]}
            {...help('loginName')}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="displayName" label={t('screen.name')} rules={[{ required: true }]} {...help('displayName')}>
            <Input autoComplete="off" maxLength={40} />
          </Form.Item>
          <Form.Item name="kind" label={t('screen.kind')} rules={[{ required: true }]}>
            <Select options={kinds.map((value) => ({ value, label: t(`screen.kinds.${value}`) }))} />
          </Form.Item>
          {isOutside && (
            <Form.Item
              name="contractId"
              label={t('screen.contracts.contract')}
              rules={[{ required: kind === 'thirdParty' }]}
              {...help('contractId')}
            >
              <Select
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                notFoundContent={t('screen.contracts.none')}
                options={(contracts?.items ?? [])
                  .filter((one) => one.state !== 'over')
                  .map((one) => ({ value: one.id, label: `${one.partner} · ${one.number}` }))}
              />
            </Form.Item>
          )}
          <Form.Item name="areaCode" label={t('screen.area')} rules={[{ required: true }]} {...help('areaCode')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={areas.map(({ code: value, name }) => ({ value, label: name }))}
            />
          </Form.Item>
          {unitKinds.includes(kind) && (
            <UnitField
              label={t('screen.unit')}
              hint={t(kind === 'representative' ? 'screen.unitOfRepresentative' : 'screen.unitHint')}
              by="id"
              isOptional={kind !== 'representative'}
              value={unitId}
              error={send.errors.unitId}
              onChange={setUnitId}
            />
          )}
          <Form.Item name="phone" label={t('screen.phone')} rules={[{ pattern: /^1[3-9]\d{9}$/ }]} {...help('phone')}>
            <Input inputMode="tel" />
          </Form.Item>
        </Form>
      )}
    </Modal>
  )
}
