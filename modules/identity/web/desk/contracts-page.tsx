/** Contracts with firms outside: recorded, prolonged, ended; each says how many people are let in by it. */
import {
  ask,
  Chip,
  Empty,
  refresh,
  toast,
  toastProblem,
  useArea,
  useAsk,
  useFilters,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { Button, DatePicker, Form, Input, Modal, Popconfirm, Select, Space } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { type ContractLine, identity, type Role, roleNames, type UncontractedAccount } from '../../contract.ts'
import { partnerKinds } from '../../contract-term.ts'
import { useAreaName } from './area-name.ts'

const states = ['coming', 'running', 'over'] as const
type Fields = Omit<ContractLine, 'id' | 'state' | 'accounts' | 'endReason' | 'fromOn' | 'untilOn' | 'roles'> & {
  roles: Role[]
  days: [Dayjs, Dayjs]
}
const dayText = (day: Dayjs) => day.format('YYYY-MM-DD')

const Conclude = ({ onClose }: { onClose: () => void }) => {
  const t = useWords()
  const { areas, code } = useArea()
  const [form] = Form.useForm<Fields>()
  const send = useSend(identity, 'concludeContract', {
    stale: [[identity, 'contracts']],
    then: () => {
      toast(t('screen.contracts.concluded'), 'good')
      onClose()
    },
  })
  const help = (...fields: readonly string[]) => {
    const found = fields.map((field) => send.errors[field]).find(Boolean)
    return found ? { validateStatus: 'error' as const, help: found } : {}
  }
  const conclude = ({ days: [from, until], ...rest }: Fields) =>
    send.now({ body: { ...rest, fromOn: dayText(from), untilOn: dayText(until) } })
  return (
    <Modal
      open
      title={t('screen.contracts.conclude')}
      okText={t('screen.contracts.conclude')}
      cancelText={t('screen.leaveIt')}
      confirmLoading={send.isSending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        onFinish={conclude}
        initialValues={{ kind: 'surveyFirm', areaCode: code ?? undefined }}
      >
        <Form.Item name="kind" label={t('screen.contracts.kind')} rules={[{ required: true }]}>
          <Select options={partnerKinds.map((value) => ({ value, label: t(`screen.contracts.kinds.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="partner"
          label={t('screen.contracts.partner')}
          rules={[{ required: true, min: 2 }]}
          {...help('partner')}
        >
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="creditCode"
          label={t('screen.contracts.creditCode')}
          rules={[{ required: true, len: 18 }]}
          {...help('creditCode')}
        >
          <Input maxLength={18} autoComplete="off" />
        </Form.Item>
        <Form.Item name="number" label={t('screen.contracts.number')} rules={[{ required: true }]} {...help('number')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="purpose"
          label={t('screen.contracts.purpose')}
          rules={[{ required: true, min: 2 }]}
          {...help('purpose')}
        >
          <Input.TextArea maxLength={300} rows={2} />
        </Form.Item>
        <Form.Item name="roles" label={t('screen.contracts.roles')} rules={[{ required: true }]} {...help('roles')}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={roleNames
              .filter((role) => role !== 'guest')
              .map((value) => ({ value, label: t(`role.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="areaCode"
          label={t('screen.contracts.area')}
          rules={[{ required: true }]}
          {...help('areaCode')}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={areas.map(({ code: value, name }) => ({ value, label: name }))}
          />
        </Form.Item>
        <Form.Item
          name="days"
          label={t('screen.contracts.days')}
          rules={[{ required: true }]}
          {...help('fromOn', 'untilOn')}
        >
          <DatePicker.RangePicker style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** What may still be done with one that is not over. */
const Acts = ({ of }: { of: ContractLine }) => {
  const t = useWords()
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState<Dayjs | null>(null)
  const params = { id: of.id }
  const act = (doIt: () => Promise<unknown>, words: string) =>
    void doIt().then(
      () => {
        toast(t(words), 'good')
        return refresh([identity, 'contracts'])
      },
      (thrown: unknown) => toastProblem(thrown),
    )
  return (
    <Space>
      <Popconfirm
        title={t('screen.contracts.prolongTo')}
        description={<DatePicker aria-label={t('screen.contracts.prolongTo')} value={until} onChange={setUntil} />}
        okText={t('screen.contracts.prolong')}
        cancelText={t('screen.leaveIt')}
        okButtonProps={{ disabled: until === null }}
        onConfirm={() =>
          act(
            () => ask(identity, 'prolongContract', { params, body: { untilOn: until ? dayText(until) : '' } }),
            'screen.contracts.prolonged',
          )
        }
      >
        <Button size="small">{t('screen.contracts.prolong')}</Button>
      </Popconfirm>
      <Popconfirm
        title={t('screen.contracts.endWhy')}
        description={
          <Input
            value={reason}
            aria-label={t('screen.reasonFor')}
            onChange={(event) => setReason(event.target.value)}
          />
        }
        okText={t('screen.contracts.end')}
        cancelText={t('screen.leaveIt')}
        okButtonProps={{ disabled: reason.trim().length < 2 }}
        onConfirm={() =>
          act(() => ask(identity, 'endContract', { params, body: { reason } }), 'screen.contracts.ended')
        }
      >
        <Button size="small" danger>
          {t('screen.contracts.end')}
        </Button>
      </Popconfirm>
    </Space>
  )
}

/** Third parties from before there were contracts; where there are none nothing stands here. */
const Uncontracted = () => {
  const t = useWords()
  const areaName = useAreaName()
  const first = useAsk(identity, 'uncontracted', { query: { limit: 1 } })
  // Nothing flashes by while it is asked; what could not be asked says so itself.
  if (first.data ? first.data.items.length === 0 : !first.isError) return null
  return (
    <>
      <h2>{t('screen.contracts.without')}</h2>
      <p className="field-hint">{t('screen.contracts.withoutHint')}</p>
      <ListTable
        contract={identity}
        route="uncontracted"
        input={{ query: {} }}
        label={t('screen.contracts.without')}
        empty={
          <Empty
            icon="document"
            title={t('screen.contracts.withoutNone')}
            hint={t('screen.contracts.withoutNoneHint')}
          />
        }
        columns={[
          {
            key: 'name',
            title: t('screen.contracts.account'),
            cell: (row: UncontractedAccount) => (
              <>
                {row.displayName} <Chip>{row.loginName}</Chip>
              </>
            ),
          },
          {
            key: 'roles',
            title: t('screen.contracts.roles'),
            cell: (row) => row.roles.map((role) => t(`role.${role}`)).join('、') || '—',
          },
          {
            key: 'area',
            title: t('screen.contracts.area'),
            width: 140,
            cell: (row) => (row.areaCode ? areaName(row.areaCode) : '—'),
          },
          {
            key: 'state',
            title: t('screen.contracts.state'),
            width: 110,
            cell: (row) => t(row.isActive ? 'screen.states.active' : 'screen.states.disabled'),
          },
        ]}
      />
    </>
  )
}

export default function ContractsPage() {
  const t = useWords()
  const may = useMay()
  const areaName = useAreaName()
  const { day, list } = useTimes()
  const [filters] = useFilters()
  const [isOpen, setOpen] = useState(false)
  const state = states.find((one) => one === filters.state)
  return (
    <DeskPage
      title={t('nav.contracts')}
      hint={t('screen.contracts.lead')}
      tools={
        may('contract.conclude') && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('screen.contracts.conclude')}
          </Button>
        )
      }
    >
      <ListTable
        contract={identity}
        route="contracts"
        input={{ query: state ? { state } : {} }}
        label={t('nav.contracts')}
        empty={<Empty icon="document" title={t('screen.contracts.none')} hint={t('screen.contracts.noneHint')} />}
        filters={[
          {
            name: 'state',
            label: t('screen.contracts.state'),
            choices: states.map((value) => ({ value, label: t(`screen.contracts.states.${value}`) })),
          },
        ]}
        columns={[
          {
            key: 'partner',
            title: t('screen.contracts.partner'),
            cell: (row: ContractLine) => (
              <>
                {row.partner} <Chip>{t(`screen.contracts.kinds.${row.kind}`)}</Chip>
                <div className="field-hint">{row.purpose}</div>
              </>
            ),
          },
          { key: 'number', title: t('screen.contracts.number'), width: 140, cell: (row) => row.number },
          {
            key: 'roles',
            title: t('screen.contracts.roles'),
            width: 140,
            cell: (row) => list(row.roles.map((role) => t(`role.${role}`))),
          },
          { key: 'area', title: t('screen.contracts.area'), width: 120, cell: (row) => areaName(row.areaCode) },
          {
            key: 'days',
            title: t('screen.contracts.days'),
            width: 150,
            cell: (row) => `${day(row.fromOn)} – ${day(row.untilOn)}`,
          },
          {
            key: 'accounts',
            title: t('screen.contracts.accounts'),
            width: 80,
            isNumber: true,
            cell: (row) => row.accounts,
          },
          {
            key: 'state',
            title: t('screen.contracts.state'),
            width: 110,
            cell: (row) => (
              <Chip tone={row.state === 'running' ? 'main' : row.state === 'over' ? 'done' : 'soon'}>
                {t(`screen.contracts.states.${row.state}`)}
              </Chip>
            ),
          },
          {
            key: 'acts',
            title: '',
            width: 160,
            cell: (row) => may('contract.conclude') && row.state !== 'over' && <Acts of={row} />,
          },
        ]}
      />
      <Uncontracted />
      {isOpen && <Conclude onClose={() => setOpen(false)} />}
    </DeskPage>
  )
}
