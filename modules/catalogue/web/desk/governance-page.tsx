/** 系统与留存 Systems in use and how data go between them; how long each class is kept; which personal data are handled here. */
import {
  Button,
  Chip,
  Empty,
  Failed,
  Section,
  Skeleton,
  todayOn,
  useArea,
  useAsk,
  useMay,
  useOwnArea,
  usePages,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, Figures, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'
import { KeepSystem, type System } from './keep-system.tsx'
import { RetypingPart } from './retyping-part.tsx'

const Systems = () => {
  const t = useWords()
  const { day, list, number } = useTimes()
  const may = useMay()
  const { code } = useArea()
  const own = useOwnArea()
  const [open, setOpen] = useState<System | null>(null)
  const fresh = (): System => ({
    ...{ id: crypto.randomUUID(), areaCode: own.code ?? '', name: '', owner: '', purpose: '', holds: [] },
    ...{ isReplaceable: false, sinceOn: todayOn(), retiredOn: null },
  })
  const map = useAsk(catalogue, 'listSystems', { query: code ? { area: code } : {} })
  if (map.error) return <Failed error={map.error} again={() => void map.refetch()} />
  if (!map.data) return <Skeleton />
  const { systems, flows, inUse, aYearAgo, isolated } = map.data
  const nameOf = (id: string) => systems.find((one) => one.id === id)?.name ?? '—'
  const retyped = flows.filter(({ way }) => way === 'retyped')
  return (
    <>
      <Figures
        of={[
          {
            label: t('screen.system.inUse'),
            value: number(inUse),
            note: t('screen.system.yearAgo', { count: aYearAgo }),
          },
          {
            label: t('screen.system.isolated'),
            value: number(isolated.length),
            tone: isolated.length > 0 ? 'soon' : 'plain',
          },
          {
            label: t('screen.system.retyped'),
            value: number(retyped.length),
            tone: retyped.length > 0 ? 'overdue' : 'plain',
          },
        ]}
      />
      <Section
        title={t('screen.system.list')}
        tools={may('dataset.change') && <Button onClick={() => setOpen(fresh())}>{t('screen.system.add')}</Button>}
      >
        <Rows
          rows={systems}
          label={t('screen.system.list')}
          empty={<Empty icon="grid" title={t('screen.system.none')} />}
          columns={[
            { key: 'name', title: t('screen.system.name'), cell: (row) => row.name },
            { key: 'owner', title: t('screen.system.owner'), width: 150, cell: (row) => row.owner },
            { key: 'purpose', title: t('screen.system.purpose'), cell: (row) => row.purpose },
            { key: 'holds', title: t('screen.system.holds'), cell: (row) => list(row.holds) || '—' },
            {
              key: 'state',
              title: t('screen.dataset.state'),
              width: 210,
              cell: (row) => (
                <span className="chip-row">
                  {row.retiredOn !== null && (
                    <Chip tone="done">{t('screen.system.retired', { day: day(row.retiredOn) })}</Chip>
                  )}
                  {row.isReplaceable && row.retiredOn === null && <Chip>{t('screen.system.replaceable')}</Chip>}
                  {isolated.includes(row.id) && <Chip tone="soon">{t('screen.system.alone')}</Chip>}
                </span>
              ),
            },
          ]}
          {...(may('dataset.change') ? { onOpen: setOpen } : {})}
        />
      </Section>
      <Section title={t('screen.system.flows')}>
        <Rows
          rows={flows}
          rowKey={(row) => `${row.fromId} ${row.toId} ${row.what}`}
          label={t('screen.system.flows')}
          empty={<Empty icon="layers" title={t('screen.system.noFlows')} />}
          columns={[
            { key: 'from', title: t('screen.system.from'), cell: (row) => nameOf(row.fromId) },
            { key: 'to', title: t('screen.system.to'), cell: (row) => nameOf(row.toId) },
            { key: 'what', title: t('screen.system.what'), cell: (row) => row.what },
            {
              key: 'way',
              title: t('screen.system.way'),
              width: 210,
              cell: (row) => (
                <Chip tone={row.way === 'retyped' ? 'overdue' : 'plain'}>{t(`screen.way.${row.way}`)}</Chip>
              ),
            },
          ]}
        />
      </Section>
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.name || t('screen.system.add')}>
        {open && <KeepSystem key={open.id} of={open} all={map.data} onDone={() => setOpen(null)} />}
      </Detail>
    </>
  )
}

const Retention = () => {
  const t = useWords()
  const { when, number, list } = useTimes()
  const kept = useAsk(catalogue, 'listRetention', {})
  const personal = usePages(catalogue, 'listInventory', { query: {} })
  return (
    <>
      <Section title={t('screen.retention.title')}>
        <Rows
          rows={kept.data?.items ?? []}
          rowKey={(row) => row.title}
          isLoading={kept.isLoading}
          error={kept.error}
          again={() => void kept.refetch()}
          label={t('screen.retention.title')}
          columns={[
            { key: 'title', title: t('screen.retention.what'), cell: (row) => row.title },
            {
              key: 'keep',
              title: t('screen.retention.keep'),
              width: 130,
              isNumber: true,
              cell: (row) => t('screen.retention.days', { days: number(row.keepDays) }),
            },
            { key: 'basis', title: t('screen.retention.basis'), cell: (row) => row.basis },
            {
              key: 'due',
              title: t('screen.retention.dueNow'),
              width: 110,
              isNumber: true,
              cell: (row) => number(row.due),
            },
            {
              key: 'last',
              title: t('screen.retention.lastRun'),
              width: 210,
              cell: (row) =>
                row.lastAt === null
                  ? '—'
                  : t('screen.retention.last', { when: when(row.lastAt), count: row.lastRemoved ?? 0 }),
            },
          ]}
        />
      </Section>
      <Section title={t('screen.retention.inventory')}>
        <Rows
          rows={personal.items}
          rowKey={(row) => `${row.key} ${row.source}`}
          isLoading={personal.isLoading}
          error={personal.error}
          again={personal.again}
          label={t('screen.retention.inventory')}
          columns={[
            { key: 'name', title: t('screen.retention.fact'), cell: (row) => row.name },
            {
              key: 'sensitivity',
              title: t('screen.retention.sensitivity'),
              width: 130,
              cell: (row) => (
                <Chip tone={row.sensitivity === 'sensitive' ? 'soon' : 'plain'}>
                  {t(`screen.sensitivity.${row.sensitivity}`)}
                </Chip>
              ),
            },
            { key: 'source', title: t('screen.retention.source'), width: 180, cell: (row) => row.source },
            { key: 'ground', title: t('screen.retention.basis'), cell: (row) => row.ground },
            { key: 'usedBy', title: t('screen.retention.usedBy'), cell: (row) => list(row.usedBy) || '—' },
          ]}
        />
      </Section>
    </>
  )
}

export default function GovernancePage() {
  const t = useWords()
  const may = useMay()
  return (
    <DeskPage title={t('nav.governance')} hint={t('screen.system.hint')}>
      {may('dataset.read') && <Systems />}
      {may('dataset.read') && <RetypingPart />}
      {may('retention.read') && <Retention />}
    </DeskPage>
  )
}
