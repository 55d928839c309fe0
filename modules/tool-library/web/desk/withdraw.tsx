/** The keeper takes a version back: with a reason that everybody who uses it is told; nothing is taken from under anybody. */
import { Chip, Notice, TextField, toast, useSend, useWords } from '@liren/web'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import { useTool } from '../parts/tool-facts.tsx'

const Asking = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const t = useWords('tool-library')
  const { data } = useTool(id)
  const versions = (data?.versions ?? []).filter(({ state }) => state === 'published' || state === 'trial')
  const [chosen, choose] = useState<string | null>(null)
  const [because, setBecause] = useState('')
  const send = useSend(toolLibrary, 'withdraw', {
    stale: [[toolLibrary], [{ name: 'launcher' }]],
    then: () => {
      toast(t('withdraw.done'), 'good')
      onClose()
    },
  })
  const version = chosen ?? versions[0]?.version ?? null
  const users = (data?.users ?? []).filter((one) => one.version === version)
  return (
    <Modal
      open
      onCancel={onClose}
      title={t('withdraw.title')}
      okText={t('withdraw.now')}
      okButtonProps={{ danger: true, disabled: version === null || because.trim().length < 2 }}
      confirmLoading={send.isSending}
      onOk={() => version && send.now({ params: { id, version }, body: { because: because.trim() } })}
    >
      <div className="form-stack">
        <Select
          aria-label={t('screen.version')}
          style={{ width: '100%' }}
          value={version}
          onChange={choose}
          options={versions.map((one) => ({
            value: one.version,
            label: `${one.version} · ${t(`state.${one.state}`)}`,
          }))}
        />
        <Notice tone={users.length > 0 ? 'soon' : 'plain'}>{t('withdraw.told', { count: users.length })}</Notice>
        <p>
          {users.slice(0, 12).map((one) => (
            <Chip key={one.areaCode}>{one.areaName}</Chip>
          ))}
        </p>
        <TextField
          label={t('withdraw.because')}
          hint={t('withdraw.becauseHint')}
          value={because}
          maxLength={500}
          error={send.errors.because}
          onChange={(event) => setBecause(event.target.value)}
        />
      </div>
    </Modal>
  )
}

export const Withdraw = ({ id }: { id: string }) => {
  const t = useWords('tool-library')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('withdraw.act')}
      </Button>
      {isOpen && <Asking id={id} onClose={() => setOpen(false)} />}
    </>
  )
}
