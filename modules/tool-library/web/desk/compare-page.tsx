/** Communities beside each other: one tool everywhere it is used, or all tools of two communities. */
import { Chip, Empty, Notice, useArea, useAsk, useFilters, useMay, usePages, useTimes, useWords } from '@liren/web'
import { DeskPage, Panel, Rows } from '@liren/web/desk'
import { Select } from 'antd'
import { type ComparedUse, toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'
import { ProcessVersions } from './process-versions.tsx'
import './studio/studio.css'

const OneTool = ({ id }: { id: string }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { day, since } = useTimes()
  const { data, error, isLoading, refetch } = useAsk(toolLibrary, 'comparison', { params: { id } })
  const byVersion = new Map<string, number>()
  for (const { version } of data?.items ?? []) byVersion.set(version, (byVersion.get(version) ?? 0) + 1)
  return (
    <>
      {data && data.items.length > 0 && (
        <p className="studio-acts">
          {[...byVersion].map(([version, count]) => (
            <Chip key={version} tone={version === data.latest ? 'done' : 'soon'}>
              {t('compare.versionCount', { version, count })}
            </Chip>
          ))}
        </p>
      )}
      <Rows<ComparedUse>
        isLoading={isLoading}
        error={error}
        again={() => void refetch()}
        rowKey={(row) => row.areaCode}
        rows={data?.items ?? []}
        empty={<Empty title={t('compare.nobody')} hint={t('compare.nobodyHint')} />}
        columns={[
          { key: 'community', title: t('compare.community'), cell: (row) => row.areaName },
          { key: 'calledHere', title: t('compare.calledHere'), cell: (row) => say(row.name) },
          { key: 'version', title: t('screen.version'), width: 100, cell: (row) => row.version },
          {
            key: 'behind',
            title: t('compare.behind'),
            width: 190,
            cell: (row) =>
              row.step === 'none' ? (
                <Chip tone="done">{t('compare.newest')}</Chip>
              ) : (
                <>
                  <Chip tone={row.step === 'major' ? 'overdue' : 'soon'}>{t(`step.${row.step}`)}</Chip>{' '}
                  {t('compare.changes', { count: row.changes })}
                </>
              ),
          },
          { key: 'renamed', title: t('compare.renamed'), width: 110, isNumber: true, cell: (row) => row.renamed },
          { key: 'state', title: t('desk.state'), width: 90, cell: (row) => t(`mode.${row.mode}`) },
          { key: 'since', title: t('compare.since'), width: 120, cell: (row) => day(row.since.slice(0, 10)) },
          {
            key: 'lastUsed',
            title: t('desk.lastUsed'),
            width: 130,
            cell: (row) => (row.lastUsedAt ? since(row.lastUsedAt) : t('desk.never')),
          },
        ]}
      />
    </>
  )
}

const TwoAreas = ({ area, other }: { area: string; other: string }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { areas } = useArea()
  const { data, error, isLoading, refetch } = useAsk(toolLibrary, 'compareAreas', { query: { area, other } })
  const nameOf = (code: string) => areas.find((one) => one.code === code)?.name ?? code
  const side = (of: { name: { 'zh-CN': string; en: string }; version: string; mode: string } | null) =>
    of ? (
      `${say(of.name)} · ${of.version} · ${t(`mode.${of.mode}`)}`
    ) : (
      <span className="studio-note">{t('compare.notHere')}</span>
    )
  return (
    <Rows
      isLoading={isLoading}
      error={error}
      again={() => void refetch()}
      rowKey={(row) => row.toolId}
      rows={data?.items ?? []}
      empty={<Empty title={t('compare.neither')} />}
      columns={[
        { key: 'run', title: t('nav.run'), cell: (row) => say(row.name) },
        { key: 'nameOfarea', title: nameOf(area), cell: (row) => side(row.here) },
        { key: 'nameOfother', title: nameOf(other), cell: (row) => side(row.there) },
      ]}
    />
  )
}

export default function ComparePage() {
  const t = useWords()
  const say = useSay()
  const [filters, filter] = useFilters()
  const may = useMay()
  const { code, areas } = useArea()
  const tools = usePages(toolLibrary, 'list', { query: { limit: 100 } })
  const communities = areas.filter((one) => /^\d{9}(?!000)\d{3}$/.test(one.code))
  const tool = filters.tool ?? tools.items[0]?.id
  const here = filters.area ?? (communities.some((one) => one.code === code) ? code : communities[0]?.code) ?? null
  const there = filters.other ?? communities.find((one) => one.code !== here)?.code ?? null
  const options = communities.map((one) => ({ value: one.code, label: one.name }))
  return (
    <DeskPage title={t('nav.compare')} hint={t('compare.hint')}>
      <Panel
        title={t('compare.oneTool')}
        tools={
          <Select
            aria-label={t('compare.chooseTool')}
            style={{ minWidth: 220 }}
            showSearch={{ optionFilterProp: 'label' }}
            value={tool ?? null}
            options={tools.items.map((one) => ({ value: one.id, label: say(one.name) }))}
            onChange={(next: string) => filter({ tool: next, process: null, before: null, after: null })}
          />
        }
      >
        {tool ? <OneTool id={tool} /> : <p className="studio-empty">{t('screen.noneFound')}</p>}
      </Panel>
      {tool && may('tool.make') && (
        <Panel title={t('versions.title')}>
          <ProcessVersions key={tool} id={tool} />
        </Panel>
      )}
      <Panel
        title={t('compare.twoAreas')}
        tools={
          <span className="studio-acts">
            <Select
              aria-label={t('compare.firstArea')}
              style={{ minWidth: 160 }}
              showSearch={{ optionFilterProp: 'label' }}
              value={here}
              options={options}
              onChange={(next: string) => filter({ area: next })}
            />
            <Select
              aria-label={t('compare.secondArea')}
              style={{ minWidth: 160 }}
              showSearch={{ optionFilterProp: 'label' }}
              value={there}
              options={options}
              onChange={(next: string) => filter({ other: next })}
            />
          </span>
        }
      >
        {here && there ? <TwoAreas area={here} other={there} /> : <Notice>{t('compare.needTwo')}</Notice>}
      </Panel>
    </DeskPage>
  )
}
