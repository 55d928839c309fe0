/** Norms and standards: what services, data, safety and access have to be like; read, followed, and made into a tool to be used. */
import {
  Chip,
  toast,
  useArea,
  useAsk,
  useFilters,
  useFreshIds,
  useGo,
  useMay,
  useSend,
  useSession,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { Button } from 'antd'
import { toolLibrary } from '../../contract.ts'
import { blankNorm } from '../../document/norm.ts'
import { useSay } from '../parts/say.ts'
import { ToolFacts, useTool } from '../parts/tool-facts.tsx'

const useOwn = () => {
  const { code } = useArea()
  const session = useSession()
  return code ?? session.grants.find(({ role }) => role === 'communityAdmin')?.area ?? null
}

const Acts = ({ id, isFollowed }: { id: string; isFollowed: boolean }) => {
  const t = useWords('tool-library')
  const go = useGo()
  const may = useMay()
  const area = useOwn()
  const { data } = useTool(id)
  const follow = useSend(toolLibrary, 'use', { stale: [[toolLibrary]], then: () => toast(t('norm.followed'), 'good') })
  const make = useSend(toolLibrary, 'makeFrom', { then: ({ draftId }) => go(`/tool-library/studio/${draftId}`) })
  const fork = useSend(toolLibrary, 'fork', { then: ({ draftId }) => go(`/tool-library/studio/${draftId}`) })
  if (area === null || !data) return null
  const newId = `${id.replace(/^norm-/, '').slice(0, 24)}-${Date.now().toString(36)}`
  return (
    <>
      {may('tool.use') && !isFollowed && (
        <Button
          type="primary"
          loading={follow.isSending}
          onClick={() => follow.now({ params: { id }, body: { area, mode: 'cite' } })}
        >
          {t('norm.follow')}
        </Button>
      )}
      {may('tool.make') && (
        <>
          <Button loading={make.isSending} onClick={() => make.now({ params: { id }, body: { area, newId } })}>
            {t('norm.make')}
          </Button>
          <Button loading={fork.isSending} onClick={() => fork.now({ params: { id }, body: { area, newId } })}>
            {t('norm.fork')}
          </Button>
        </>
      )}
    </>
  )
}

export default function NormsPage() {
  const t = useWords()
  const say = useSay()
  const may = useMay()
  const area = useOwn()
  const [filters, filter] = useFilters()
  const uses = useAsk(
    toolLibrary,
    'uses',
    { query: { area: area ?? '' } },
    { enabled: area !== null && may('tool.use') },
  )
  const go = useGo()
  const { areas } = useArea()
  const keep = useSend(toolLibrary, 'keepDraft', { then: ({ id }) => go(`/tool-library/studio/${id}`) })
  const ids = useFreshIds()
  const begin = () => {
    if (area === null) return
    const unit = areas.find((one) => one.code === area)?.name ?? t('studio.committee')
    const id = `norm-${Date.now().toString(36)}`
    keep.now({
      params: { id: ids.of(area) },
      body: { area, document: blankNorm(id, area, unit) },
    })
  }
  const followed = new Set((uses.data?.items ?? []).filter(({ isOn }) => isOn).map(({ toolId }) => toolId))
  return (
    <DeskPage
      title={t('nav.norms')}
      hint={t('norm.hint')}
      {...(may('tool.make') && area !== null
        ? {
            tools: (
              <Button type="primary" loading={keep.isSending} onClick={begin}>
                {t('norm.new')}
              </Button>
            ),
          }
        : {})}
    >
      <ListTable
        contract={toolLibrary}
        route="list"
        input={{ query: { kind: 'norm', ...(filters.q ? { q: filters.q } : {}) } }}
        filters={[{ name: 'q', label: t('norm.search'), kind: 'text' }]}
        columns={[
          { key: 'name', title: t('norm.name'), cell: (row) => say(row.name) },
          { key: 'summary', title: t('norm.for'), cell: (row) => say(row.summary) },
          { key: 'unit', title: t('screen.unit'), width: 200, cell: (row) => say(row.unit) },
          { key: 'version', title: t('screen.version'), width: 90, cell: (row) => row.version },
          { key: 'cited', title: t('norm.followers'), width: 110, isNumber: true, cell: (row) => row.citations },
          {
            key: 'here',
            title: t('norm.here'),
            width: 110,
            cell: (row) => (followed.has(row.id) ? <Chip tone="done">{t('norm.isFollowed')}</Chip> : '—'),
          },
        ]}
        onOpen={(row) => filter({ open: row.id })}
      />
      <Detail
        isOpen={filters.open !== undefined}
        onClose={() => filter({ open: null })}
        title={t('nav.norms')}
        {...(filters.open ? { action: <Acts id={filters.open} isFollowed={followed.has(filters.open)} /> } : {})}
      >
        {filters.open && <ToolFacts id={filters.open} hasName />}
      </Detail>
    </DeskPage>
  )
}
