/** The tools of one community: their versions, upgrades with what they would do, names of its own, and putting them down. */
import { Chip, Notice, toast, useArea, useAsk, useSend, useSession, useTimes, useWords } from '@liren/web'
import { DeskPage, Panel } from '@liren/web/desk'
import { Button, Input, Modal, Popconfirm, Table } from 'antd'
import { useState } from 'react'
import { toolLibrary, type UseRow } from '../../contract.ts'
import { useSay } from '../parts/say.ts'

const stale = [[toolLibrary], [{ name: 'launcher' }]] as const

const Upgrade = ({ of, onClose }: { of: UseRow; onClose: () => void }) => {
  const t = useWords('tool-library')
  const at = { params: { id: of.toolId, area: of.areaCode } }
  const dry = useAsk(toolLibrary, 'upgrade', { ...at, body: { isDryRun: true } }, { staleSeconds: 0 })
  const send = useSend(toolLibrary, 'upgrade', {
    stale,
    then: () => {
      toast(t('desk.upgraded'), 'good')
      onClose()
    },
  })
  const { data } = dry
  return (
    <Modal
      open
      onCancel={onClose}
      title={t('desk.upgradeTo', { version: of.latest })}
      okText={t(data?.step === 'major' ? 'desk.agree' : 'desk.upgrade')}
      confirmLoading={send.isSending}
      okButtonProps={{ disabled: !data }}
      onOk={() => send.now({ ...at, body: { isMajorAgreed: true } })}
    >
      {data && (
        <>
          <p>{t('desk.dry', { records: data.records, stay: data.stay })}</p>
          {data.misfits.length > 0 && <Notice tone="soon">{t('desk.misfits', { count: data.misfits.length })}</Notice>}
          <ul>
            {data.changes.slice(0, 30).map((one) => (
              <li key={`${one.path}${one.what}`}>
                <Chip tone={one.step === 'major' ? 'overdue' : 'plain'}>{t(`step.${one.step}`)}</Chip>{' '}
                <code>{one.path}</code> {one.what}
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  )
}

const Rename = ({ of, onClose }: { of: UseRow; onClose: () => void }) => {
  const t = useWords('tool-library')
  const [zh, setZh] = useState(of.name['zh-CN'])
  const [en, setEn] = useState(of.name.en)
  const send = useSend(toolLibrary, 'rename', { stale, then: onClose })
  return (
    <Modal
      open
      onCancel={onClose}
      title={t('desk.rename')}
      okText={t('desk.rename')}
      confirmLoading={send.isSending}
      onOk={() => send.now({ params: { id: of.toolId, area: of.areaCode }, body: { name: { 'zh-CN': zh, en } } })}
    >
      <Input aria-label={t('desk.nameZh')} value={zh} maxLength={20} onChange={(event) => setZh(event.target.value)} />
      <Input aria-label={t('desk.nameEn')} value={en} maxLength={60} onChange={(event) => setEn(event.target.value)} />
      {send.errors.name && <p role="alert">{send.errors.name}</p>}
    </Modal>
  )
}

const Uses = ({ area }: { area: string }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { since } = useTimes()
  const { data, isLoading } = useAsk(toolLibrary, 'uses', { query: { area } })
  const [upgrades, setUpgrades] = useState<UseRow | null>(null)
  const [renames, setRenames] = useState<UseRow | null>(null)
  const back = useSend(toolLibrary, 'rollBack', { stale })
  const retire = useSend(toolLibrary, 'retire', { stale })
  const turn = useSend(toolLibrary, 'switch', { stale })
  const remove = useSend(toolLibrary, 'remove', { stale })
  const at = (row: UseRow) => ({ params: { id: row.toolId, area } })
  return (
    <Panel>
      <Table
        size="small"
        loading={isLoading}
        pagination={false}
        scroll={{ x: 900 }}
        rowKey={(row) => row.toolId}
        dataSource={data?.items ?? []}
        locale={{ emptyText: t('screen.noTools') }}
        columns={[
          { title: t('nav.run'), render: (_, row) => say(row.name) },
          {
            title: t('screen.version'),
            width: 150,
            render: (_, row) => (row.latest === row.version ? row.version : `${row.version} → ${row.latest}`),
          },
          {
            title: t('desk.state'),
            width: 110,
            render: (_, row) => (
              <Chip tone={row.isOn ? 'done' : 'plain'}>
                {row.retiredAt ? t('desk.retired') : row.isOn ? t(`mode.${row.mode}`) : t('desk.off')}
              </Chip>
            ),
          },
          {
            title: t('desk.lastUsed'),
            width: 130,
            render: (_, row) => (row.lastUsedAt ? since(row.lastUsedAt) : t('desk.never')),
          },
          { title: t('desk.records'), width: 80, align: 'right', render: (_, row) => row.records },
          {
            title: t('desk.acts'),
            render: (_, row) => (
              <span className="studio-acts">
                {row.latest !== row.version && row.isOn && (
                  <Button size="small" type="primary" onClick={() => setUpgrades(row)}>
                    {t('desk.upgrade')}
                  </Button>
                )}
                {row.previous && (
                  <Button size="small" onClick={() => back.now(at(row))}>
                    {t('desk.rollBack', { version: row.previous })}
                  </Button>
                )}
                {!row.retiredAt && (
                  <>
                    <Button size="small" onClick={() => setRenames(row)}>
                      {t('desk.rename')}
                    </Button>
                    <Button size="small" onClick={() => turn.now({ ...at(row), body: { isOn: !row.isOn } })}>
                      {t(row.isOn ? 'desk.switchOff' : 'desk.switchOn')}
                    </Button>
                    <Popconfirm
                      title={t('desk.retireAsk')}
                      okText={t('desk.retire')}
                      cancelText={t('desk.leaveIt')}
                      onConfirm={() => retire.now({ ...at(row), body: { because: t('desk.retireBecause') } })}
                    >
                      <Button size="small" danger>
                        {t('desk.retire')}
                      </Button>
                    </Popconfirm>
                  </>
                )}
                {row.retiredAt && (
                  <Popconfirm
                    title={t('desk.removeAsk')}
                    okText={t('desk.remove')}
                    cancelText={t('desk.leaveIt')}
                    onConfirm={() => remove.now(at(row))}
                  >
                    <Button size="small" danger>
                      {t('desk.remove')}
                    </Button>
                  </Popconfirm>
                )}
              </span>
            ),
          },
        ]}
      />
      {upgrades && <Upgrade of={upgrades} onClose={() => setUpgrades(null)} />}
      {renames && <Rename of={renames} onClose={() => setRenames(null)} />}
    </Panel>
  )
}

export default function UsesPage() {
  const t = useWords()
  const { code } = useArea()
  const session = useSession()
  const area = code ?? session.grants.find(({ role }) => role === 'communityAdmin')?.area ?? null
  return (
    <DeskPage title={t('nav.uses')} hint={t('desk.usesHint')}>
      {area ? <Uses area={area} /> : <p>{t('screen.chooseArea')}</p>}
    </DeskPage>
  )
}
