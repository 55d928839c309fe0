/** A community's launcher at the desk: order, names, for whom; a look through somebody's eyes before it counts; back in one step. */
import {
  Chip,
  Empty,
  Failed,
  Icon,
  type IconName,
  Segments,
  Skeleton,
  toast,
  useArea,
  useAsk,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { Columns, DeskPage, Panel, Rows } from '@liren/web/desk'
import { Button, DatePicker, Input, Popconfirm, Select, Switch } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type Entry, launcher, type Tile } from '../../contract.ts'
import { groups } from '../../group.ts'
import { ChangesPanel, PendingChanges } from './changes-panel.tsx'
import './compose.css'
import { CopyPanel } from './copy-panel.tsx'
import { EntryModal } from './entry-modal.tsx'
import { useNames } from './names.ts'
import { PersonaPanel } from './persona-panel.tsx'

/** Boards on which tools stand side by side; at the desk they are in the menu. */
const composedBoards = ['resident', 'worker', 'merchant'] as const

type Line = { readonly tile: Tile; readonly entry: Entry; readonly index: number }

const Composing = ({ area }: { area: string }) => {
  const t = useWords('launcher')
  const { when } = useTimes()
  const name = useNames()
  const { data, error, refetch } = useAsk(launcher, 'composition', { params: { area } })
  const [entries, setEntries] = useState<readonly Entry[] | null>(null)
  const [effective, setEffective] = useState<Dayjs | null>(null)
  const kept = {
    then: () => {
      setEntries(null)
      toast(t('screen.kept'), 'good')
    },
  }
  const compose = useSend(launcher, 'compose', kept)
  const undo = useSend(launcher, 'undo', kept)
  const turn = useSend(launcher, 'switchModule', {})
  const withdraw = useSend(launcher, 'withdrawPlan', {})
  const [opened, open] = useState<string | null>(null)
  const [board, setBoard] = useState<(typeof composedBoards)[number]>('resident')
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton />
  const tiles = new Map(data.tools.map((tile) => [tile.id, tile]))
  const saved = data.current?.entries ?? []
  const base: readonly Entry[] = [
    ...saved.filter(({ id }) => tiles.has(id)),
    ...data.tools.filter(({ id }) => !saved.some((one) => one.id === id)).map(({ id }) => ({ id, isShown: true })),
  ]
  // A tool that is no longer offered has no line here, and none in what is published.
  const now = (entries ?? base).filter(({ id }) => tiles.has(id))
  const put = (entry: Entry) => setEntries(now.map((one) => (one.id === entry.id ? entry : one)))
  const linesOf = (some: readonly Entry[]) =>
    some.flatMap((entry, index): Line[] => {
      const tile = tiles.get(entry.id)
      return tile ? [{ tile, entry, index }] : []
    })
  const allLines = linesOf(now)
  const lines = linesOf(now.filter(({ id }) => data.boards[id]?.includes(board)))
  /** Past its neighbour on this board; what stands on other boards only keeps its place among the rest. */
  const move = (id: string, by: -1 | 1) => {
    const neighbour = lines[lines.findIndex(({ entry }) => entry.id === id) + by]?.entry.id
    const taken = now.find((one) => one.id === id)
    if (!neighbour || !taken) return
    const next = now.filter((one) => one.id !== id)
    next.splice(next.findIndex((one) => one.id === neighbour) + (by > 0 ? 1 : 0), 0, taken)
    setEntries(next)
  }
  const openedLine = lines.find(({ tile }) => tile.id === opened)
  const mandateOf = (id: string) => data.mandates.find(({ tileId }) => tileId === id)
  return (
    <Columns
      main={
        <>
          <Panel
            title={t('desk.order')}
            tools={
              <>
                <DatePicker
                  aria-label={t('desk.effective')}
                  placeholder={t('desk.now')}
                  value={effective}
                  minDate={dayjs()}
                  onChange={setEffective}
                />
                <Button
                  type="primary"
                  disabled={entries === null}
                  loading={compose.isSending}
                  onClick={() =>
                    compose.now({
                      params: { area },
                      body: {
                        entries: [...now],
                        ...(effective ? { effectiveAt: effective.startOf('day').toISOString() } : {}),
                      },
                    })
                  }
                >
                  {t('desk.publish')}
                </Button>
              </>
            }
          >
            {entries !== null && <PendingChanges before={base} after={now} names={allLines} />}
            <Segments
              label={t('desk.boardOf')}
              value={board}
              onChange={(value) => setBoard(composedBoards.find((one) => one === value) ?? 'resident')}
              choices={composedBoards.map((value) => ({ value, label: t(`desk.board.${value}`) }))}
            />
            {board !== 'resident' && <p className="field-hint">{t('desk.boardHint')}</p>}
            <Rows
              rows={lines}
              empty={<Empty icon="grid" title={t('desk.noneOnBoard')} />}
              rowKey={({ entry }) => entry.id}
              columns={[
                {
                  key: 'place',
                  title: t('desk.place'),
                  width: 72,
                  cell: ({ entry, index }) => (
                    <span className="compose-arrows">
                      <Button
                        size="small"
                        disabled={index === 0}
                        aria-label={t('screen.up')}
                        onClick={() => move(entry.id, -1)}
                      >
                        ↑
                      </Button>
                      <Button
                        size="small"
                        disabled={index === lines.length - 1}
                        aria-label={t('screen.moveDown')}
                        onClick={() => move(entry.id, 1)}
                      >
                        ↓
                      </Button>
                    </span>
                  ),
                },
                {
                  key: 'shown',
                  title: t('desk.shown'),
                  width: 60,
                  cell: ({ tile, entry }) => (
                    <Switch
                      size="small"
                      aria-label={`${t('desk.shown')} ${name(tile)}`}
                      checked={entry.isShown}
                      disabled={mandateOf(tile.id)?.kind === 'mandatory'}
                      onChange={(isShown) => put({ ...entry, isShown })}
                    />
                  ),
                },
                {
                  key: 'tool',
                  title: t('desk.tool'),
                  isHead: true,
                  cell: ({ tile, entry }) => (
                    <>
                      {name(tile, entry)} {mandateOf(tile.id) && <Chip tone="main">{mandateOf(tile.id)?.issuer}</Chip>}
                    </>
                  ),
                },
                {
                  key: 'ownName',
                  title: t('desk.ownName'),
                  width: 120,
                  cell: ({ tile, entry }) => (
                    <Input
                      size="small"
                      aria-label={`${t('desk.ownName')} ${name(tile)}`}
                      value={entry.name?.['zh-CN'] ?? ''}
                      maxLength={20}
                      placeholder={name(tile)}
                      onChange={(event) => {
                        const { name: _gone, ...rest } = entry
                        const text = event.target.value
                        put(
                          text
                            ? { ...rest, name: { 'zh-CN': text, en: entry.name?.en ?? tile.name?.en ?? text } }
                            : rest,
                        )
                      }}
                    />
                  ),
                },
                {
                  key: 'group',
                  title: t('desk.group'),
                  width: 96,
                  cell: ({ tile, entry }) => (
                    <Select
                      size="small"
                      style={{ width: '100%', minWidth: 84 }}
                      aria-label={`${t('desk.group')} ${name(tile)}`}
                      allowClear
                      value={entry.group ?? null}
                      options={groups.map((value) => ({ value, label: t(`group.${value}`) }))}
                      onChange={(group) => {
                        const { group: _gone, ...rest } = entry
                        put(group ? { ...rest, group } : rest)
                      }}
                    />
                  ),
                },
                {
                  key: 'look',
                  title: t('desk.look'),
                  width: 118,
                  cell: ({ tile, entry }) => (
                    <Button
                      size="small"
                      aria-label={`${t(entry.audience ? 'desk.some' : 'desk.asTool')} ${t('desk.lookOf', { name: name(tile, entry) })}`}
                      icon={<Icon name={(entry.icon ?? tile.icon ?? 'grid') as IconName} size={16} />}
                      onClick={() => open(tile.id)}
                    >
                      {t(entry.audience ? 'desk.some' : 'desk.asTool')}
                    </Button>
                  ),
                },
              ]}
            />
            {openedLine && (
              <EntryModal
                key={openedLine.tile.id}
                tile={openedLine.tile}
                entry={openedLine.entry}
                name={name(openedLine.tile, openedLine.entry)}
                isDue={mandateOf(openedLine.tile.id)?.kind === 'mandatory'}
                onClose={() => open(null)}
                onTake={(next) => {
                  put(next)
                  open(null)
                }}
              />
            )}
          </Panel>
          <Panel title={t('desk.modules')}>
            <p className="field-hint">{t('desk.modulesHint')}</p>
            <div className="compose-modules">
              {data.switchable
                .filter((module) => module !== 'launcher')
                .map((module) => (
                  <span key={module}>
                    <Switch
                      aria-label={data.titles[module] ?? module}
                      size="small"
                      checked={!data.off.includes(module)}
                      loading={turn.isSending}
                      onChange={(isOn) => turn.now({ params: { area, module }, body: { isOff: !isOn } })}
                    />{' '}
                    {data.titles[module] ?? module}
                  </span>
                ))}
            </div>
          </Panel>
        </>
      }
      aside={
        <>
          <PersonaPanel area={area} entries={now} board={board} />
          <ChangesPanel area={area} versions={data.history.map(({ version }) => version)} names={allLines} />
          <CopyPanel area={area} names={allLines} onCopied={() => setEntries(null)} />
          <Panel title={t('desk.history')}>
            <ol className="compose-history">
              {[...data.planned, ...data.history.filter(({ id }) => !data.planned.some((one) => one.id === id))].map(
                (one) => (
                  <li key={one.id}>
                    <span>
                      {t('desk.version', { version: one.version })} · {one.madeByName} ·{' '}
                      {data.planned.some(({ id }) => id === one.id)
                        ? t('desk.planned', { when: when(one.effectiveAt) })
                        : when(one.effectiveAt)}
                    </span>
                    {one.withdrawnAt ? (
                      <Chip>{t('desk.withdrawn')}</Chip>
                    ) : data.planned.some(({ id }) => id === one.id) ? (
                      <Popconfirm
                        title={t('desk.withdrawAsk')}
                        okText={t('desk.withdraw')}
                        cancelText={t('desk.leaveIt')}
                        onConfirm={() => withdraw.now({ params: { area, version: one.version } })}
                      >
                        <Button size="small" loading={withdraw.isSending}>
                          {t('desk.withdraw')}
                        </Button>
                      </Popconfirm>
                    ) : one.id === data.current?.id ? (
                      <Chip tone="done">{t('desk.current')}</Chip>
                    ) : (
                      <Button
                        size="small"
                        loading={undo.isSending}
                        onClick={() => undo.now({ params: { area }, body: { version: one.version } })}
                      >
                        {t('desk.backTo')}
                      </Button>
                    )}
                  </li>
                ),
              )}
            </ol>
            {data.history.length === 0 && <p className="field-hint">{t('desk.noHistory')}</p>}
          </Panel>
        </>
      }
    />
  )
}

export default function ComposePage() {
  const t = useWords()
  const { code } = useArea()
  const session = useSession()
  // Each community composes its own: above it there is nothing to compose.
  const own = session.grants.find(({ role }) => role === 'communityAdmin')?.area ?? null
  const area = code && !code.endsWith('000') ? code : own
  return (
    <DeskPage title={t('nav.compose')} hint={t('desk.hint')}>
      {area ? <Composing key={area} area={area} /> : <p>{t('desk.chooseArea')}</p>}
    </DeskPage>
  )
}
