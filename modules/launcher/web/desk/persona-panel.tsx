/** Through the eyes of somebody made up: what they would find on a board, before it counts. */
import { Chip, classes, Failed, Skeleton, useAsk, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { InputNumber, Select, Switch } from 'antd'
import { useRef, useState } from 'react'
import { type boards, type Entry, launcher } from '../../contract.ts'
import { useNames } from './names.ts'

export const PersonaPanel = ({
  area,
  entries,
  board,
}: {
  area: string
  entries: readonly Entry[]
  board: (typeof boards)[number]
}) => {
  const t = useWords('launcher')
  const name = useNames()
  const [age, setAge] = useState<number | null>(72)
  const [sex, setSex] = useState<'F' | 'M' | undefined>(undefined)
  const [livesAlone, setAlone] = useState(false)
  const [asStaff, setStaff] = useState(false)
  const isStaff = asStaff || board === 'worker'
  const { data, error, refetch } = useAsk(
    launcher,
    'preview',
    {
      params: { area },
      body: {
        board,
        entries: [...entries],
        persona: { ...(age === null ? {} : { age }), ...(sex ? { sex } : {}), livesAlone, isStaff, isMember: true },
      },
    },
    { staleSeconds: 30 },
  )
  // While the next view is on its way the one before stays.
  const last = useRef(data)
  if (data) last.current = data
  const seen = data ?? last.current
  // Code modules draw their own doors on the boards of those who work or trade.
  const tiles = seen?.tiles.filter(({ kind }) => board === 'resident' || kind !== 'native')
  return (
    <Panel title={t('desk.preview')}>
      <div className="compose-persona">
        <span>
          {t('fact.age')} <InputNumber aria-label={t('fact.age')} min={0} max={120} value={age} onChange={setAge} />
        </span>
        <span>
          {t('fact.sex')}{' '}
          <Select
            aria-label={t('fact.sex')}
            allowClear
            style={{ width: 110 }}
            value={sex ?? null}
            onChange={(next) => setSex(next ?? undefined)}
            options={[
              { value: 'F', label: t('desk.woman') },
              { value: 'M', label: t('desk.man') },
            ]}
          />
        </span>
        <span>
          {t('fact.livesAlone')} <Switch aria-label={t('fact.livesAlone')} checked={livesAlone} onChange={setAlone} />
        </span>
        <span>
          {t('fact.isStaff')}{' '}
          <Switch aria-label={t('fact.isStaff')} checked={isStaff} disabled={board === 'worker'} onChange={setStaff} />
        </span>
      </div>
      {!seen && (error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={4} />)}
      {tiles?.length === 0 && <p className="field-hint">{t('desk.seesNothing')}</p>}
      <ol className="compose-seen">
        {tiles?.map((tile, index) => (
          <li key={tile.id} className={classes(index >= (seen?.atMost ?? 8) && 'compose-later')}>
            {name(tile)}
            {tile.mandate && <Chip>{tile.mandate.issuer}</Chip>}
          </li>
        ))}
      </ol>
      {seen && seen.unsure.length > 0 && (
        <p className="field-hint">{t('desk.unsure', { count: seen.unsure.length })}</p>
      )}
    </Panel>
  )
}
