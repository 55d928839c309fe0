/** Copying another community: what it would change here is shown first, and only what was seen is confirmed. */
import { Failed, Notice, problemOf, Skeleton, toast, useArea, useAsk, useSend, useTimes, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { type Entry, launcher, type Tile } from '../../contract.ts'
import { useNames } from './names.ts'

const kinds = ['added', 'removed', 'moved', 'changed'] as const
type Named = readonly { readonly tile: Tile; readonly entry: Entry }[]

const Ahead = ({ area, from, names, onDone }: { area: string; from: string; names: Named; onDone: () => void }) => {
  const t = useWords('launcher')
  const { list } = useTimes()
  const name = useNames()
  const { data, error, refetch } = useAsk(
    launcher,
    'copyAhead',
    { params: { area }, query: { from } },
    { staleSeconds: 0 },
  )
  const copy = useSend(launcher, 'copy', {
    then: () => {
      toast(t('screen.kept'), 'good')
      onDone()
    },
  })
  if (problemOf(error)?.status === 404) return <p className="field-hint">{t('desk.copyNothing')}</p>
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={3} />
  const known = new Map(names.map(({ tile, entry }) => [tile.id, name(tile, entry)]))
  const some = kinds.filter((kind) => data[kind].length > 0)
  return (
    <section aria-label={t('desk.copyAhead')}>
      {some.length === 0 && <Notice>{t('desk.copySame')}</Notice>}
      <dl className="facts">
        {some.map((kind) => (
          <div key={kind}>
            <dt>{t(`desk.${kind}`)}</dt>
            <dd>{list(data[kind].map((id) => known.get(id) ?? name({ id, name: null })))}</dd>
          </div>
        ))}
        {data.leftOut.length > 0 && (
          <div>
            <dt>{t('desk.copyLeft')}</dt>
            <dd>{list(data.leftOut.map((one) => name(one)))}</dd>
          </div>
        )}
      </dl>
      {some.length > 0 && (
        <Button
          type="primary"
          loading={copy.isSending}
          // What changed meanwhile is shown before it is confirmed again.
          onClick={() => void copy.soon({ params: { area }, body: { from, seen: data.seen } }).catch(() => refetch())}
        >
          {t('desk.copyNow')}
        </Button>
      )}
    </section>
  )
}

export const CopyPanel = ({ area, names, onCopied }: { area: string; names: Named; onCopied: () => void }) => {
  const t = useWords('launcher')
  const { areas } = useArea()
  const [from, setFrom] = useState<string | undefined>(undefined)
  return (
    <Panel title={t('desk.copyFrom')}>
      <Select
        aria-label={t('desk.copyFrom')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: '100%' }}
        value={from ?? null}
        onChange={(next) => setFrom(next ?? undefined)}
        options={areas
          .filter(({ code, level }) => level === 'community' && code !== area)
          .map(({ code, name: label }) => ({ value: code, label }))}
      />
      {from && (
        <Ahead
          key={from}
          area={area}
          from={from}
          names={names}
          onDone={() => {
            setFrom(undefined)
            onCopied()
          }}
        />
      )}
    </Panel>
  )
}
