/** 部件台账 The ledger within reach: found by kind, state, code or place; each opens, is corrected, and shows the matters about it. */
import {
  Button,
  Chip,
  Facts,
  Failed,
  Link,
  Section,
  Skeleton,
  useArea,
  useAsk,
  useFilters,
  useMay,
  useOwnArea,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { type Thing, things } from '../../contract.ts'
import { thingStates } from '../../thing.ts'
import { ImportThings } from './import-things.tsx'
import { KeepThing } from './keep-thing.tsx'

const tones = { inUse: 'done', damaged: 'overdue', missing: 'overdue', repairing: 'soon', retired: 'plain' } as const

const One = ({ id }: { id: string }) => {
  const t = useWords('things')
  const may = useMay()
  const { day, when } = useTimes()
  const [isEditing, setEditing] = useState(false)
  const { data, error, refetch } = useAsk(things, 'read', { params: { id } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={6} />
  const { thing, matters } = data
  if (isEditing) return <KeepThing of={thing} onDone={() => setEditing(false)} />
  return (
    <>
      <Facts
        of={[
          [t('screen.code'), thing.code],
          [t('screen.kind'), thing.kindName],
          [t('screen.place'), thing.place],
          [t('screen.areaName'), thing.areaName],
          thing.lon !== null &&
            thing.lat !== null && [t('screen.point'), `${thing.lon.toFixed(5)}, ${thing.lat.toFixed(5)}`],
          [t('screen.owner'), thing.ownerName || '—'],
          [
            t('screen.state'),
            <Chip key="state" tone={tones[thing.state]}>
              {t(`state.${thing.state}`)}
            </Chip>,
          ],
          [t('screen.checked'), thing.lastCheckedOn ? day(thing.lastCheckedOn) : t('screen.notChecked')],
          thing.note !== '' && [t('screen.note'), thing.note],
        ]}
      />
      {may('thing.keep') && <Button onClick={() => setEditing(true)}>{t('screen.edit')}</Button>}
      <Section title={t('screen.matters')}>
        {matters.length === 0 ? (
          <p>{t('screen.noMatters')}</p>
        ) : (
          <Facts
            of={matters.map((one) => [
              <Link key={one.matterId} to={`/matters/${one.matterId}`}>
                {one.number}
              </Link>,
              `${one.title} · ${when(one.namedAt)}`,
            ])}
          />
        )}
      </Section>
    </>
  )
}

export default function ThingsPage() {
  const t = useWords()
  const may = useMay()
  const { day } = useTimes()
  const { code } = useArea()
  const own = useOwnArea()
  const [filters, filter] = useFilters()
  const [fresh, setFresh] = useState<Thing | null>(null)
  const [isImporting, setImporting] = useState(false)
  const kinds = useAsk(things, 'kinds')
  const state = thingStates.find((one) => one === filters.state)
  const empty = (): Thing => ({
    ...{ id: crypto.randomUUID(), code: '', kind: kinds.data?.items[0]?.code ?? '', kindName: '', place: '' },
    ...{ areaCode: own.code ?? '', areaName: '', lon: null, lat: null, ownerName: '', state: 'inUse' as const },
    ...{ lastCheckedOn: null, note: '', changedAt: new Date().toISOString() },
  })
  return (
    <DeskPage
      title={t('nav.things')}
      hint={t('screen.hint')}
      tools={
        <div className="button-row">
          {may('thing.import') && <Button onClick={() => setImporting(true)}>{t('screen.import')}</Button>}
          {may('thing.keep') && (
            <Button tone="main" onClick={() => setFresh(empty())}>
              {t('screen.add')}
            </Button>
          )}
        </div>
      }
    >
      <ListTable
        contract={things}
        route="list"
        input={{
          query: {
            ...(code ? { area: code } : {}),
            ...(filters.kind ? { kind: filters.kind } : {}),
            ...(state ? { state } : {}),
            ...(filters.q ? { q: filters.q } : {}),
          },
        }}
        filters={[
          { name: 'q', label: t('screen.find'), kind: 'text' },
          {
            name: 'kind',
            label: t('screen.kind'),
            choices: (kinds.data?.items ?? []).map((one) => ({ value: one.code, label: one.name })),
          },
          {
            name: 'state',
            label: t('screen.state'),
            choices: thingStates.map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        columns={[
          { key: 'code', title: t('screen.code'), width: 180, cell: (row) => row.code },
          { key: 'kind', title: t('screen.kind'), width: 150, cell: (row) => row.kindName },
          { key: 'place', title: t('screen.place'), isHead: true, cell: (row) => row.place },
          { key: 'area', title: t('screen.areaName'), width: 170, cell: (row) => row.areaName },
          { key: 'owner', title: t('screen.owner'), width: 170, cell: (row) => row.ownerName },
          {
            key: 'state',
            title: t('screen.state'),
            width: 110,
            cell: (row) => <Chip tone={tones[row.state]}>{t(`state.${row.state}`)}</Chip>,
          },
          {
            key: 'checked',
            title: t('screen.checked'),
            width: 130,
            cell: (row) => (row.lastCheckedOn ? day(row.lastCheckedOn) : '—'),
          },
        ]}
        onOpen={(row) => filter({ open: row.id })}
        label={t('nav.things')}
      />
      <Detail isOpen={filters.open !== undefined} onClose={() => filter({ open: null })} title={t('nav.things')}>
        {filters.open && <One key={filters.open} id={filters.open} />}
      </Detail>
      <Detail isOpen={fresh !== null} onClose={() => setFresh(null)} title={t('screen.add')}>
        {fresh && <KeepThing key={fresh.id} of={fresh} onDone={() => setFresh(null)} />}
      </Detail>
      <Detail isOpen={isImporting} onClose={() => setImporting(false)} title={t('screen.import')}>
        {isImporting && <ImportThings />}
      </Detail>
    </DeskPage>
  )
}
