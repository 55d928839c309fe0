/** What is different from an earlier version, or from what another community offers. */
import { Notice, Skeleton, useArea, useAsk, useTimes, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { Select } from 'antd'
import { useState } from 'react'
import { type Entry, launcher, type Tile } from '../../contract.ts'
import { difference as differenceOf } from '../../home.ts'
import { useNames } from './names.ts'

const kinds = ['added', 'removed', 'moved', 'changed'] as const

/** What a draft changes, before it is published. */
export const PendingChanges = ({
  before,
  after,
  names,
}: {
  before: readonly Entry[]
  after: readonly Entry[]
  names: readonly { readonly tile: Tile; readonly entry: Entry }[]
}) => {
  const t = useWords('launcher')
  const { list } = useTimes()
  const name = useNames()
  const found = differenceOf(before, after)
  const some = kinds.filter((kind) => found[kind].length > 0)
  const known = new Map(names.map(({ tile, entry }) => [tile.id, name(tile, entry)]))
  return (
    <Notice>
      {some.length === 0
        ? t('desk.pendingNone')
        : some
            .map((kind) =>
              t('web:says', { what: t(`desk.${kind}`), text: list(found[kind].map((id) => known.get(id) ?? id)) }),
            )
            .join(t('desk.pendingBreak'))}
    </Notice>
  )
}

export const ChangesPanel = ({
  area,
  versions,
  names,
}: {
  area: string
  versions: readonly number[]
  names: readonly { readonly tile: Tile; readonly entry: Entry }[]
}) => {
  const t = useWords('launcher')
  const { list } = useTimes()
  const name = useNames()
  const { areas } = useArea()
  const [version, setVersion] = useState<number | undefined>(undefined)
  const [other, setOther] = useState<string | undefined>(undefined)
  const { data } = useAsk(launcher, 'difference', {
    params: { area },
    query: { ...(other ? { other } : version === undefined ? {} : { version }) },
  })
  const known = new Map(names.map(({ tile, entry }) => [tile.id, name(tile, entry)]))
  const some = kinds.filter((kind) => (data?.[kind].length ?? 0) > 0)
  return (
    <Panel title={t('desk.changes')}>
      <div className="compose-persona">
        <Select
          aria-label={t('desk.compareWith')}
          allowClear
          placeholder={t('desk.before')}
          style={{ width: '100%' }}
          value={version ?? null}
          onChange={(next) => {
            setVersion(next ?? undefined)
            setOther(undefined)
          }}
          options={versions.map((value) => ({ value, label: t('desk.version', { version: value }) }))}
        />
        <Select
          aria-label={t('desk.compareArea')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('desk.compareArea')}
          style={{ width: '100%' }}
          value={other ?? null}
          onChange={(next) => setOther(next ?? undefined)}
          options={areas
            .filter(({ code, level }) => level === 'community' && code !== area)
            .map(({ code, name: label }) => ({ value: code, label }))}
        />
      </div>
      {!data && <Skeleton rows={2} />}
      {data && some.length === 0 && <p className="field-hint">{t('desk.same')}</p>}
      {some.length > 0 && (
        <dl className="facts">
          {some.map((kind) => (
            <div key={kind}>
              <dt>{t(`desk.${kind}`)}</dt>
              <dd>{list(data?.[kind].map((id) => known.get(id) ?? name({ id, name: null })) ?? [])}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  )
}
