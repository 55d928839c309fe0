/** The levels of the district as they count and as they will; whoever answers for all of it publishes the next, a week ahead. */
import { Button, Chip, Failed, Field, Skeleton, toast, useAsk, useSend, useTimes, useWords } from '@liren/web'
import { Detail, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { type LevelVersion, points } from '../../contract.ts'

const metals = ['bronze', 'silver', 'gold'] as const

const Publishing = ({
  of,
  follows,
  earliestOn,
  onDone,
}: {
  of: LevelVersion
  follows: number
  earliestOn: string
  onDone: () => void
}) => {
  const t = useWords('points')
  const { day } = useTimes()
  const [form, setForm] = useState(() => ({ bronze: `${of.bronze}`, silver: `${of.silver}`, gold: `${of.gold}` }))
  const [because, setBecause] = useState('')
  const [effectiveOn, setEffectiveOn] = useState(earliestOn)
  const send = useSend(points, 'publishLevels', {
    stale: [[points]],
    then: (version) => {
      toast(t('screen.published', { day: day(version.effectiveOn) }), 'good')
      onDone()
    },
  })
  const isWhole = metals.every((metal) => /^[1-9]\d{0,6}$/.test(form[metal]))
  return (
    <div className="points-form">
      {metals.map((metal) => (
        <Field
          key={metal}
          label={t('level.from', { level: t(`level.${metal}`) })}
          inputMode="numeric"
          value={form[metal]}
          error={send.errors[metal]}
          onChange={(event) => setForm((old) => ({ ...old, [metal]: event.target.value.trim() }))}
        />
      ))}
      <Field
        label={t('level.because')}
        value={because}
        maxLength={200}
        error={send.errors.because}
        onChange={(event) => setBecause(event.target.value)}
      />
      <Field
        label={t('screen.effectiveOn')}
        type="date"
        min={earliestOn}
        value={effectiveOn}
        error={send.errors.effectiveOn ?? send.errors.follows}
        onChange={(event) => setEffectiveOn(event.target.value)}
      />
      <Button
        tone="main"
        isBusy={send.isSending}
        disabled={!isWhole || because.trim().length < 2 || effectiveOn === ''}
        onClick={() =>
          send.now({
            body: {
              ...{ bronze: Number(form.bronze), silver: Number(form.silver), gold: Number(form.gold) },
              ...{ because: because.trim(), effectiveOn, follows },
            },
          })
        }
      >
        {t('screen.publish')}
      </Button>
    </div>
  )
}

export const LevelsPart = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords('points')
  const { day, number } = useTimes()
  const [isOpen, open] = useState(false)
  const { data, error, refetch } = useAsk(points, 'levels', {})
  if (error) return <Failed error={error} again={() => void refetch()} />
  const counting = data?.items.find(({ version }) => version === data.counting)
  const newest = data?.items[0]
  if (!data || !counting || !newest) return <Skeleton rows={2} />
  return (
    <Panel
      title={t('level.title')}
      tools={mayChange && <Button onClick={() => open(true)}>{t('level.revise')}</Button>}
    >
      <p className="points-quiet">{t('level.hint')}</p>
      <Rows
        rowKey={(row) => `${row.version}`}
        rows={data.items}
        columns={[
          { key: 'version', title: t('screen.version'), isHead: true, width: 90, cell: (row) => row.version },
          ...metals.map((metal) => ({
            key: metal,
            title: t(`level.${metal}`),
            isNumber: true,
            cell: (row: LevelVersion) => number(row[metal]),
          })),
          {
            key: 'effectiveOn',
            title: t('screen.effectiveOn'),
            cell: (row) =>
              row.version === data.counting ? (
                <Chip tone="done">{t('level.counts')}</Chip>
              ) : row.version > data.counting ? (
                <Chip tone="soon">{t('screen.from', { day: day(row.effectiveOn) })}</Chip>
              ) : (
                day(row.effectiveOn)
              ),
          },
          {
            key: 'because',
            title: t('level.because'),
            cell: (row) =>
              row.because ? t('level.becauseBy', { because: row.because, name: row.publishedByName }) : '—',
          },
        ]}
      />
      <Detail isOpen={isOpen} onClose={() => open(false)} title={t('level.revise')}>
        <Publishing of={newest} follows={newest.version} earliestOn={data.earliestOn} onDone={() => open(false)} />
      </Detail>
    </Panel>
  )
}
