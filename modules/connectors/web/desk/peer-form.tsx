/** One peer as a form: where it is, what its cases are called here, how its words for a status are understood. */
import { Button, Field, Notice, Switch, TextField, toast, useMay, useProof, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { connectors } from '../../contract.ts'
import { linesOf, pairsIn } from './lines.ts'
import type { PeerView } from './peer-view.ts'

const stale = [[connectors]] as const

const Secret = ({ peer }: { readonly peer: PeerView }) => {
  const t = useWords('connectors')
  const send = useSend(connectors, 'newSecret', { stale, isQuiet: true })
  const { act, sheet } = useProof()
  return (
    <>
      {sheet}
      {send.reply && (
        <Notice tone="soon">
          <p>{t('screen.secretHint')}</p>
          <code style={{ overflowWrap: 'anywhere' }}>{send.reply.secret}</code>
        </Notice>
      )}
      <Button
        isBusy={send.isSending}
        onClick={() => void act(() => send.soon({ params: { code: peer.code }, body: {} }))}
      >
        {t('screen.newSecret')}
      </Button>
    </>
  )
}

export const PeerForm = ({ peer, onDone }: { readonly peer: PeerView | null; readonly onDone: () => void }) => {
  const t = useWords('connectors')
  const mayChange = useMay()('peer.change')
  const [code, setCode] = useState(peer?.code ?? '')
  const [name, setName] = useState(peer?.name ?? '')
  const [baseUrl, setBaseUrl] = useState(peer?.baseUrl ?? '')
  const [source, setSource] = useState(peer?.source ?? 'superior')
  const [isOn, setOn] = useState(peer?.isOn ?? true)
  const [statuses, setStatuses] = useState(linesOf(peer?.statusMap ?? {}))
  const [categories, setCategories] = useState(linesOf(peer?.categoryMap ?? {}))
  const save = useSend(connectors, 'keepPeer', {
    stale,
    then: () => {
      toast(t('screen.saved'), 'good')
      onDone()
    },
  })
  const wrong = (part: string) => Object.entries(save.errors).find(([field]) => field.startsWith(part))?.[1]
  return (
    <>
      <Field
        label={t('screen.code')}
        hint={t('screen.codeHint')}
        value={code}
        disabled={peer !== null}
        error={save.errors.code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Field
        label={t('screen.name')}
        value={name}
        error={save.errors.name}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label={t('screen.baseUrl')}
        value={baseUrl}
        inputMode="url"
        placeholder="https://"
        error={save.errors.baseUrl}
        onChange={(event) => setBaseUrl(event.target.value)}
      />
      <Field
        label={t('screen.source')}
        hint={t('screen.sourceHint')}
        value={source}
        error={save.errors.source}
        onChange={(event) => setSource(event.target.value)}
      />
      <TextField
        label={t('screen.statusMap')}
        hint={t('screen.statusMapHint')}
        value={statuses}
        error={wrong('statusMap')}
        onChange={(event) => setStatuses(event.target.value)}
      />
      <TextField
        label={t('screen.categoryMap')}
        hint={t('screen.categoryMapHint')}
        value={categories}
        error={wrong('categoryMap')}
        onChange={(event) => setCategories(event.target.value)}
      />
      <Switch label={t('screen.isOn')} value={isOn} onChange={setOn} />
      {mayChange && (
        <div className="button-row">
          <Button
            tone="main"
            isBusy={save.isSending}
            disabled={code.trim() === '' || name.trim() === '' || baseUrl.trim() === ''}
            onClick={() =>
              save.now({
                params: { code: code.trim() },
                body: {
                  name: name.trim(),
                  baseUrl: baseUrl.trim(),
                  source: source.trim(),
                  isOn,
                  statusMap: pairsIn(statuses),
                  categoryMap: pairsIn(categories),
                },
              })
            }
          >
            {t('screen.save')}
          </Button>
          {peer && <Secret peer={peer} />}
        </div>
      )}
    </>
  )
}
