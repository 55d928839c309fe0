/** Systems we exchange cases with: how the line to each is, and what has not arrived. */
import { Button, ButtonLink, Chip, Empty, Failed, Link, useAsk, useMay, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { connectors } from '../../contract.ts'
import { PeerForm } from './peer-form.tsx'
import type { PeerView } from './peer-view.ts'

export default function PeersPage() {
  const t = useWords('connectors')
  const { when } = useTimes()
  const mayChange = useMay()('peer.change')
  const [open, setOpen] = useState<PeerView | 'new' | null>(null)
  const { data, isLoading, error, refetch } = useAsk(connectors, 'peers', {}, { everySeconds: 30 })
  const add = (
    <Button tone="main" onClick={() => setOpen('new')}>
      {t('screen.add')}
    </Button>
  )
  const messagesOf = (peer: PeerView, state: 'waiting' | 'failed') =>
    `/connectors/messages?peer=${peer.code}&state=${state}`
  return (
    <DeskPage
      title={t('nav.peers')}
      hint={t('screen.peersHint')}
      tools={
        <>
          <ButtonLink to="/connectors/comparisons">{t('nav.comparisons')}</ButtonLink>
          {mayChange && add}
        </>
      }
    >
      <Panel>
        {error ? (
          <Failed error={error} again={() => void refetch()} />
        ) : (
          <Rows
            rows={data?.items ?? []}
            isLoading={isLoading}
            label={t('nav.peers')}
            onOpen={setOpen}
            empty={<Empty icon="link" title={t('screen.peersNone')} hint={t('screen.peersNoneHint')} />}
            columns={[
              { key: 'name', title: t('screen.name'), cell: (peer) => peer.name },
              {
                key: 'isOn',
                title: t('screen.line'),
                cell: (peer) => (
                  <>
                    <Chip tone={peer.isOn ? 'main' : 'plain'}>{t(peer.isOn ? 'screen.on' : 'screen.off')}</Chip>{' '}
                    {!peer.hasSecret && <Chip tone="soon">{t('screen.secretNone')}</Chip>}
                  </>
                ),
              },
              {
                key: 'sent',
                title: t('screen.lastSent'),
                cell: (peer) => (peer.lastSentAt ? when(peer.lastSentAt) : t('screen.never')),
              },
              {
                key: 'received',
                title: t('screen.lastReceived'),
                cell: (peer) => (peer.lastReceivedAt ? when(peer.lastReceivedAt) : t('screen.never')),
              },
              {
                key: 'waiting',
                title: t('screen.waiting'),
                isNumber: true,
                cell: (peer) => <Link to={messagesOf(peer, 'waiting')}>{peer.waiting}</Link>,
              },
              {
                key: 'failed',
                title: t('screen.failed'),
                isNumber: true,
                cell: (peer) => (
                  <Link to={messagesOf(peer, 'failed')}>
                    {peer.failed > 0 ? <Chip tone="overdue">{peer.failed}</Chip> : 0}
                  </Link>
                ),
              },
            ]}
          />
        )}
      </Panel>
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={open === 'new' || open === null ? t('screen.add') : open.name}
      >
        {open !== null && (
          <PeerForm
            key={open === 'new' ? 'new' : open.code}
            peer={open === 'new' ? null : open}
            onDone={() => setOpen(null)}
          />
        )}
      </Detail>
    </DeskPage>
  )
}
