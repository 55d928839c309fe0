/** Who publishes tools here, and by which keys their files are known; the keeper trusts a key, and trusts it no longer. */
import { Chip, Facts, Field, toast, useAsk, usePages, useProof, useSend, useTimes, useWords } from '@liren/web'
import { DeskPage, Panel, saveText } from '@liren/web/desk'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'
import './studio/studio.css'

const stale = [[toolLibrary, 'publishers']] as const

/** What a key file says, as far as it says it. */
type KeyFile = { readonly publisher?: string; readonly publishers?: readonly string[]; readonly publicKey?: string }

/** The key this library signs with, to be given to whoever is to trust it. */
const OwnKey = () => {
  const t = useWords('tool-library')
  const { list } = useTimes()
  const { data } = useAsk(toolLibrary, 'ownKey', {})
  if (!data) return null
  return (
    <Panel title={t('publishers.own')}>
      <p className="studio-note">{t('publishers.ownHint')}</p>
      <Facts
        of={[
          [t('publishers.fingerprint'), data.keyId],
          [t('publishers.ownFor'), list(data.publishers) || t('screen.nothing')],
        ]}
      />
      <pre className="studio-key">{data.publicKey}</pre>
      <div className="studio-acts">
        <Button
          onClick={() => saveText('library.public.json', `${JSON.stringify(data, null, 2)}\n`, 'application/json')}
        >
          {t('publishers.ownSave')}
        </Button>
      </div>
    </Panel>
  )
}

const Trust = ({ onClose }: { onClose: () => void }) => {
  const t = useWords('tool-library')
  const [publisher, setPublisher] = useState<readonly string[]>([])
  const [publicKey, setKey] = useState('')
  const send = useSend(toolLibrary, 'trustKey', {
    stale,
    isQuiet: true,
  })
  /** A library's file names every publisher it signed for. */
  const read = async (file: File | undefined) => {
    if (!file) return
    try {
      const key = JSON.parse(await file.text()) as KeyFile
      setKey(key.publicKey ?? '')
      setPublisher(key.publishers ?? (key.publisher ? [key.publisher] : []))
    } catch {
      toast(t('parcel.unreadable'), 'bad')
    }
  }
  const { act, sheet } = useProof()
  const trust = () =>
    void act(async () => {
      for (const one of publisher)
        await send.soon({ params: { publisher: one.trim() }, body: { publicKey: publicKey.trim() } })
      toast(t('publishers.trusted'), 'good')
      onClose()
    })
  return (
    <Modal
      open
      onCancel={onClose}
      title={t('publishers.trust')}
      okText={t('publishers.trustNow')}
      confirmLoading={send.isSending}
      okButtonProps={{ disabled: publisher.length === 0 || publicKey.trim().length < 60 }}
      onOk={trust}
    >
      {sheet}
      <div className="studio-part">
        <p className="studio-note">{t('publishers.trustHint')}</p>
        <Field
          label={t('publishers.keyFile')}
          hint={t('publishers.keyFileHint')}
          type="file"
          accept=".json,application/json"
          onChange={(event) => void read(event.target.files?.[0])}
        />
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
        <label className="studio-line">
          <span>{t('publishers.publisher')}</span>
          <Select
            mode="tags"
            aria-label={t('publishers.publisher')}
            value={[...publisher]}
            placeholder="huayuan-tech"
            tokenSeparators={[' ', ',', '，']}
            onChange={(next: string[]) => setPublisher(next)}
          />
          {send.errors.publisher && <p className="studio-fault">{send.errors.publisher}</p>}
        </label>
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
        <label className="studio-line">
          <span>{t('publishers.publicKey')}</span>
          <Input.TextArea
            value={publicKey}
            maxLength={400}
            autoSize={{ minRows: 3 }}
            placeholder="-----BEGIN PUBLIC KEY-----"
            onChange={(event) => setKey(event.target.value)}
          />
          {send.errors.publicKey && <p className="studio-fault">{send.errors.publicKey}</p>}
        </label>
      </div>
    </Modal>
  )
}

const Revoke = ({ keyId, onClose }: { keyId: string; onClose: () => void }) => {
  const t = useWords('tool-library')
  const [because, setBecause] = useState('')
  const send = useSend(toolLibrary, 'revokeKey', { stale, isQuiet: true, then: onClose })
  const { act, sheet } = useProof()
  return (
    <Modal
      open
      onCancel={onClose}
      title={t('publishers.revoke')}
      okText={t('publishers.revokeNow')}
      confirmLoading={send.isSending}
      okButtonProps={{ danger: true, disabled: because.trim().length < 2 }}
      onOk={() => void act(() => send.soon({ params: { key: keyId }, body: { because } }))}
    >
      {sheet}
      <p className="studio-note">{t('publishers.revokeHint')}</p>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('publishers.because')}</span>
        <Input value={because} maxLength={300} onChange={(event) => setBecause(event.target.value)} />
      </label>
    </Modal>
  )
}

export default function PublishersPage() {
  const t = useWords()
  const say = useSay()
  const { day } = useTimes()
  const found = usePages(toolLibrary, 'publishers', { query: {} })
  const [isAdding, setAdding] = useState(false)
  const [revokes, setRevokes] = useState<string | null>(null)
  return (
    <DeskPage
      title={t('nav.publishers')}
      hint={t('publishers.hint')}
      tools={
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('publishers.trust')}
        </Button>
      }
    >
      <OwnKey />
      {found.items.length === 0 && !found.isLoading && <p className="studio-empty">{t('publishers.none')}</p>}
      <ul className="studio-cards">
        {found.items.map((one) => (
          <li key={one.publisher} className="studio-card">
            <div>
              <b>{one.unit ? say(one.unit) : one.publisher}</b> <code>{one.publisher}</code>{' '}
              <span className="studio-note">{t('publishers.tools', { count: one.tools })}</span>
            </div>
            {one.keys.length === 0 && <p className="studio-note">{t('publishers.noKey')}</p>}
            {one.keys.map((key) => (
              <div key={key.keyId} className="studio-acts">
                <code>{key.keyId}</code>
                <Chip tone={key.revokedAt ? 'overdue' : 'done'}>
                  {key.revokedAt
                    ? t('publishers.revokedOn', { day: day(key.revokedAt.slice(0, 10)) })
                    : t('publishers.trustedOn', { day: day(key.trustedAt.slice(0, 10)) })}
                </Chip>
                <span className="studio-note">{t('publishers.signed', { count: key.versions })}</span>
                {!key.revokedAt && (
                  <Button
                    size="small"
                    danger
                    aria-label={t('publishers.revokeOf', { key: key.keyId })}
                    onClick={() => setRevokes(key.keyId)}
                  >
                    {t('publishers.revoke')}
                  </Button>
                )}
              </div>
            ))}
          </li>
        ))}
      </ul>
      {found.hasMore && <Button onClick={() => found.more()}>{t('publishers.more')}</Button>}
      {isAdding && <Trust onClose={() => setAdding(false)} />}
      {revokes && <Revoke keyId={revokes} onClose={() => setRevokes(null)} />}
    </DeskPage>
  )
}
