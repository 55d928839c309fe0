/** All services: found by name, sound or meaning; here one arranges one's own home page and asks why something is there. */
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Field,
  Icon,
  Page,
  Section,
  Sheet,
  Skeleton,
  toast,
  useAsk,
  useMay,
  useRegistry,
  useSend,
  useSession,
  useSignInLink,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import './launcher.css'
import { launcher } from '../../contract.ts'
import { groups } from '../../group.ts'
import { DoorOf, type DoorTile, useDoorWords, usePlace, useTiles } from '../parts/tiles.tsx'

const WhySheet = ({ id, title, onClose }: { id: string; title: string; onClose: () => void }) => {
  const t = useWords('launcher')
  const { list } = useTimes()
  const say = useDoorWords()
  const area = usePlace()
  const { board } = useRegistry()
  const { data } = useAsk(
    launcher,
    'why',
    { query: { area: area ?? '', id, board } },
    { enabled: area !== null, staleSeconds: 0 },
  )
  const whyOf = ({ kind, verdict }: { kind: string; verdict?: string | null }) =>
    t(`why.${kind}${verdict === 'no' && (kind === 'community' || kind === 'own') ? 'Not' : ''}`)
  return (
    <Sheet isOpen onClose={onClose} title={t('screen.whyTitle')}>
      <p>{title}</p>
      {!data && <Skeleton rows={2} />}
      {data?.place && (
        <p>
          {t(`why.place.${data.place.by}`, { at: data.place.at, uses: data.place.uses ?? 0 })}
          {data.place.by !== 'own' && data.place.by !== 'mandate' && ` ${t('why.place.waits')}`}
        </p>
      )}
      <ul className="list">
        {data?.reasons.map((reason) => (
          <li key={`${reason.kind}${reason.title?.['zh-CN'] ?? ''}${reason.text ?? ''}`} className="row">
            <span className="row-main">
              <span className="row-title">
                {reason.title ? t('web:says', { what: whyOf(reason), text: say(reason.title) }) : whyOf(reason)}
              </span>
              <span className="row-note">
                {[
                  reason.text,
                  ...reason.clauses.flatMap(({ missing }) =>
                    missing.length > 0
                      ? [t('why.missing', { facts: list(missing.map((one) => t(`fact.${one}`))) })]
                      : [],
                  ),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {reason.kind === 'audience' && (
              <Chip tone={reason.verdict === 'yes' ? 'done' : 'soon'}>{t(`why.${reason.verdict}`)}</Chip>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

const Arrange = ({ doors, onDone }: { doors: readonly DoorTile[]; onDone: () => void }) => {
  const t = useWords('launcher')
  const titleOf = useTitle()
  const unique = [...new Map(doors.map((door) => [door.id, door])).values()]
  const [order, setOrder] = useState(unique.map(({ id }) => id))
  const [hidden, setHidden] = useState(() => new Set(unique.filter(({ tile }) => tile?.isHidden).map(({ id }) => id)))
  const keep = useSend(launcher, 'choose', { then: onDone })
  const restore = useSend(launcher, 'restore', {
    then: () => {
      toast(t('screen.restored'), 'good')
      onDone()
    },
  })
  const move = (id: string, by: number) => {
    const from = order.indexOf(id)
    const to = from + by
    if (to < 0 || to >= order.length) return
    const next = order.filter((one) => one !== id)
    next.splice(to, 0, id)
    setOrder(next)
  }
  const byId = new Map(unique.map((door) => [door.id, door]))
  return (
    <>
      <ul className="list">
        {order.map((id) => {
          const door = byId.get(id)
          if (!door) return null
          const title = titleOf(door)
          const isMandatory = door.tile?.mandate?.kind === 'mandatory'
          return (
            <li key={id} className="row">
              <span className="row-main">
                <span className="row-title">{title}</span>
                {isMandatory && <span className="row-note">{t('screen.mandatory')}</span>}
              </span>
              <button
                type="button"
                className="icon-button turned"
                onClick={() => move(id, -1)}
                aria-label={`${t('screen.up')} ${title}`}
              >
                ↑
              </button>
              <button
                type="button"
                className="icon-button"
                onClick={() => move(id, 1)}
                aria-label={`${t('screen.moveDown')} ${title}`}
              >
                ↓
              </button>
              {!isMandatory && (
                <Button
                  tone="quiet"
                  aria-pressed={hidden.has(id)}
                  onClick={() =>
                    setHidden(
                      (before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]),
                    )
                  }
                >
                  {t(hidden.has(id) ? 'screen.show' : 'screen.hide')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      <div className="button-row">
        <Button onClick={() => restore.now({})} isBusy={restore.isSending}>
          {t('screen.restore')}
        </Button>
        <Button tone="main" isBusy={keep.isSending} onClick={() => keep.now({ body: { order, hidden: [...hidden] } })}>
          {t('screen.finish')}
        </Button>
      </div>
    </>
  )
}

const useTitle = () => {
  const say = useDoorWords()
  const t = useWords('launcher')
  return ({ tile, brought }: DoorTile) =>
    tile?.name ? say(tile.name) : brought ? t(`${brought.module}:${brought.title}`) : ''
}

export default function AllPage() {
  const t = useWords()
  const may = useMay()
  const titleOf = useTitle()
  const session = useSession()
  const signIn = useSignInLink()
  const { tiles, board } = useRegistry()
  const isResident = board === 'resident'
  // On the boards of those who work or trade, code modules draw their own doors elsewhere.
  const open = isResident ? tiles.filter((tile) => tile.may === 'signed-in' || may(tile.may)) : []
  const { doors, asked } = useTiles(open)
  const [typed, setTyped] = useState('')
  const [isArranging, arrange] = useState(false)
  const [asks, ask] = useState<DoorTile | null>(null)
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const found = doors.filter((door) =>
    words.every((word) => `${titleOf(door)} ${door.tile?.search ?? ''}`.toLowerCase().includes(word)),
  )
  // In one order everywhere; what stands nowhere comes last.
  const groupsOf = [...groups, ''].filter((group) => found.some(({ tile }) => (tile?.group ?? '') === group))
  if (isArranging)
    return (
      <Page title={t('screen.arrange')} back="/launcher">
        <Arrange doors={doors} onDone={() => arrange(false)} />
      </Page>
    )
  return (
    <Page
      title={t(isResident ? 'nav.all' : 'nav.tools')}
      {...(session.kind === 'account'
        ? {
            tools: (
              <Button tone="quiet" onClick={() => arrange(true)}>
                {t('screen.arrange')}
              </Button>
            ),
          }
        : signIn
          ? {
              tools: (
                <ButtonLink tone="quiet" to={signIn}>
                  {t('screen.signInToArrange')}
                </ButtonLink>
              ),
            }
          : {})}
    >
      <Field
        label={t('screen.search')}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {isResident && (
        <ButtonLink to="/launcher/needs" icon="flag" isWide>
          {t('nav.needs')}
        </ButtonLink>
      )}
      {asked.isLoading && <Skeleton />}
      {found.length === 0 && !asked.isLoading && (
        <Empty
          icon="search"
          title={t(doors.length === 0 ? 'screen.noTools' : 'screen.none')}
          hint={t(doors.length === 0 ? 'screen.noToolsHint' : 'screen.noneHint')}
        />
      )}
      {groupsOf.map((group) => (
        <Section key={group} {...(groupsOf.length > 1 ? { title: t(`group.${group || 'other'}`) } : {})}>
          <ul className="list">
            {found
              .filter(({ tile }) => (tile?.group ?? '') === group)
              .map((door) => (
                <li key={door.key} className="launcher-row">
                  <DoorOf of={door} isInList />
                  <span className="launcher-marks">
                    {door.tile?.mandate && (
                      <Chip tone={door.tile.mandate.kind === 'mandatory' ? 'main' : 'plain'}>
                        {t(`screen.${door.tile.mandate.kind}`)}
                      </Chip>
                    )}
                    {door.tile?.isHidden && <Chip>{t('screen.hidden')}</Chip>}
                    {door.tile && (
                      <button
                        type="button"
                        className="icon-button"
                        onClick={() => ask(door)}
                        aria-label={`${t('screen.why')} ${titleOf(door)}`}
                      >
                        <Icon name="information" size={20} />
                      </button>
                    )}
                  </span>
                </li>
              ))}
          </ul>
        </Section>
      ))}
      {asks && <WhySheet id={asks.id} title={titleOf(asks)} onClose={() => ask(null)} />}
    </Page>
  )
}
