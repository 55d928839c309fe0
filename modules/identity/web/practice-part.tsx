/** The practice space: opened, entered as one of its sample people, begun anew. */
import {
  Button,
  ButtonLink,
  Chip,
  Confirm,
  Empty,
  Failed,
  Notice,
  Row,
  Skeleton,
  useAsk,
  useMay,
  useSend,
  useWords,
} from '@liren/web'
import { useEffect, useState } from 'react'
import { identity } from '../contract.ts'
import { boardAddress } from './way-on.ts'

const lookEveryMs = 2000

/** `settings`: where the port is written down, on the board that has that page. */
export const PracticePart = ({ settings }: { readonly settings?: string }) => {
  const t = useWords('identity')
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const { data, error, refetch } = useAsk(identity, 'practice')
  const open = useSend(identity, 'openPractice', { stale: [[identity, 'practice']] })
  const isStarting = data?.state === 'starting'
  useEffect(() => {
    if (!isStarting) return
    const timer = setInterval(() => void refetch(), lookEveryMs)
    return () => clearInterval(timer)
  }, [isStarting, refetch])
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={5} />
  if (data.state === 'none')
    return (
      <Empty
        icon="heart"
        title={t('screen.practice.none')}
        hint={t('screen.practice.noneHint')}
        action={
          settings && may('settings.change') && <ButtonLink to={settings}>{t('screen.practice.toSettings')}</ButtonLink>
        }
      />
    )
  const { protocol, hostname } = globalThis.location
  const base = data.address ?? `${protocol}//${hostname}:${data.port}`
  return (
    <>
      <p>{t('screen.practice.what')}</p>
      {data.state === 'failed' && <Notice tone="overdue">{t('screen.practice.failed')}</Notice>}
      {isStarting && <Notice tone="soon">{t('screen.practice.starting')}</Notice>}
      {(data.state === 'off' || data.state === 'failed') && (
        <Button tone="main" isWide isBusy={open.isSending} onClick={() => open.now({ body: { isAnew: false } })}>
          {t('screen.practice.open')}
        </Button>
      )}
      {data.state === 'ready' && (
        <section aria-label={t('screen.practice.as')}>
          <h2>{t('screen.practice.as')}</h2>
          <p className="field-hint">{t('screen.practice.asHint', { password: data.password ?? '' })}</p>
          <ul className="list">
            {data.people.map((one) => (
              <li key={one.loginName}>
                <Row
                  title={`${one.loginName} · ${one.name}`}
                  note={one.role}
                  after={<Chip>{t(`screen.practice.board.${one.board}`)}</Chip>}
                  onClick={() =>
                    globalThis.open(
                      `${base}${(boardAddress[one.board] ?? '').replace(/\/$/, '')}/sign-in`,
                      '_blank',
                      'noopener',
                    )
                  }
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {(data.state === 'ready' || data.state === 'off') && may('practice.renew') && (
        <Button tone="quiet" isWide isBusy={open.isSending} onClick={() => setAsking(true)}>
          {t('screen.practice.anew')}
        </Button>
      )}
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('screen.practice.anew')}
        verb={t('screen.practice.anew')}
        onYes={() => {
          setAsking(false)
          open.now({ body: { isAnew: true } })
        }}
      >
        <p>{t('screen.practice.anewHint')}</p>
      </Confirm>
    </>
  )
}
