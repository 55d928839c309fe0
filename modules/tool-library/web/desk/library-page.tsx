/** The library at the desk: found by function, data entry and level; taken up, tried or copied from here. */
import {
  ask,
  Chip,
  toast,
  todayOn,
  useArea,
  useFilters,
  useGo,
  useMay,
  useSend,
  useSession,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable, saveText } from '@liren/web/desk'
import { Button } from 'antd'
import { toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'
import { ToolFacts, useTool } from '../parts/tool-facts.tsx'
import { NoteTogether } from './note-together.tsx'
import { Withdraw } from './withdraw.tsx'

export const categories = [
  'livelihood',
  'health',
  'environment',
  'safety',
  'participation',
  'housing',
  'elderly',
  'government',
] as const
const kinds = ['declared', 'linked', 'port', 'norm', 'native'] as const
const levels = ['province', 'city', 'district', 'subdistrict', 'community', 'enterprise', 'association'] as const

const inDays = (days: number) => todayOn(days)

/** The signed file, to carry to another district. */
const saveParcel = async (id: string, version: string) => {
  const parcel = await ask(toolLibrary, 'parcel', { params: { id, version } })
  saveText(`${id}-${version}.tool.json`, `${JSON.stringify(parcel)}\n`, 'application/json')
}

/** The community somebody decides for, or makes something in. */
const useOwn = () => {
  const { code } = useArea()
  const session = useSession()
  return (
    code ??
    session.grants.find(({ role }) => ['communityAdmin', 'communityWorker', 'dataSteward', 'handler'].includes(role))
      ?.area ??
    null
  )
}

const Acts = ({ id, onTogether }: { id: string; onTogether: () => void }) => {
  const t = useWords('tool-library')
  const go = useGo()
  const may = useMay()
  const area = useOwn()
  const level = useArea().areas.find(({ code }) => code === area)
  const use = useSend(toolLibrary, 'use', {
    stale: [[toolLibrary], [{ name: 'launcher' }]],
    then: () => toast(t('desk.taken'), 'good'),
  })
  const fork = useSend(toolLibrary, 'fork', { then: ({ draftId }) => go(`/tool-library/studio/${draftId}`) })
  const revise = useSend(toolLibrary, 'revise', { then: ({ draftId }) => go(`/tool-library/studio/${draftId}`) })
  const unitId = useSession().grants.find((grant) => grant.unitId !== null)?.unitId ?? null
  const { data } = useTool(id)
  // A part of the platform is there anyway: nothing to take up, nothing to copy.
  const isNative = data?.tool.kind === 'native'
  if (area === null || !data) return null
  return (
    <>
      {may('tool.use') && !isNative && (
        <>
          <Button
            loading={use.isSending}
            onClick={() => use.now({ params: { id }, body: { area, mode: 'trial', untilOn: inDays(30) } })}
          >
            {t('desk.try')}
          </Button>
          <Button
            type="primary"
            loading={use.isSending}
            onClick={() => use.now({ params: { id }, body: { area, mode: 'cite' } })}
          >
            {level && level.level !== 'community' ? t('desk.citeFor', { area: level.name }) : t('desk.cite')}
          </Button>
        </>
      )}
      {may('tool.keep') && !isNative && (data.tool.state === 'published' || data.tool.state === 'trial') && (
        <Withdraw id={id} />
      )}
      {!isNative && data.tool.state === 'published' && (
        <Button onClick={() => void saveParcel(id, data.tool.version)}>{t('parcel.save')}</Button>
      )}
      {may('tool.make') && <Button onClick={onTogether}>{t('together.add')}</Button>}
      {data.mayRevise && (
        <Button loading={revise.isSending} onClick={() => revise.now({ params: { id }, body: { area } })}>
          {t('desk.revise')}
        </Button>
      )}
      {may('tool.make') && !isNative && (
        <Button
          loading={fork.isSending}
          onClick={() =>
            fork.now({
              params: { id },
              body: { area, newId: `copy-${Date.now().toString(36)}`, ...(unitId ? { unitId } : {}) },
            })
          }
        >
          {t('desk.fork')}
        </Button>
      )}
    </>
  )
}

const ToolName = ({ id }: { id: string }) => {
  const say = useSay()
  const { data } = useTool(id)
  return data ? <h3>{say(data.tool.name)}</h3> : null
}

export default function LibraryPage() {
  const t = useWords()
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const [filters, filter] = useFilters()
  const area = useOwn()
  return (
    <DeskPage
      title={t('nav.library')}
      hint={t('desk.libraryHint')}
      {...(may('tool.make')
        ? {
            tools: (
              <Button type="primary" onClick={() => go('/tool-library/studio')}>
                {t('nav.studio')}
              </Button>
            ),
          }
        : {})}
    >
      <ListTable
        contract={toolLibrary}
        route="list"
        input={{
          query: {
            ...(filters.q ? { q: filters.q } : {}),
            ...(filters.category ? { category: filters.category } : {}),
            ...(filters.kind ? { kind: filters.kind } : {}),
            ...(filters.level ? { level: filters.level } : {}),
            ...(filters.entity ? { entity: filters.entity } : {}),
          },
        }}
        filters={[
          { name: 'q', label: t('screen.search'), kind: 'text' },
          {
            name: 'category',
            label: t('screen.category'),
            choices: categories.map((value) => ({ value, label: t(`category.${value}`) })),
          },
          {
            name: 'kind',
            label: t('desk.kind'),
            choices: kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          },
          {
            name: 'level',
            label: t('desk.level'),
            choices: levels.map((value) => ({ value, label: t(`level.${value}`) })),
          },
          { name: 'entity', label: t('desk.entity'), kind: 'text' },
        ]}
        columns={[
          { key: 'name', title: t('nav.run'), cell: (row) => say(row.name) },
          { key: 'unit', title: t('screen.unit'), cell: (row) => say(row.unit) },
          { key: 'category', title: t('screen.category'), width: 110, cell: (row) => t(`category.${row.category}`) },
          { key: 'kind', title: t('desk.kind'), width: 90, cell: (row) => t(`kind.${row.kind}`) },
          {
            key: 'rating',
            title: t('rate.score'),
            width: 80,
            isNumber: true,
            cell: (row) => row.rating ?? '—',
          },
          { key: 'cited', title: t('desk.citations'), width: 90, isNumber: true, cell: (row) => row.citations },
          {
            key: 'state',
            title: t('desk.state'),
            width: 110,
            cell: (row) => (
              <Chip tone={row.state === 'published' ? 'done' : 'soon'}>
                {row.isStandard ? t('screen.standard') : t(`state.${row.state}`)}
              </Chip>
            ),
          },
        ]}
        onOpen={(row) => filter({ open: row.id })}
      />
      <Detail
        isOpen={filters.open !== undefined}
        onClose={() => filter({ open: null, together: null })}
        title={t('nav.toolPage')}
        {...(filters.open ? { action: <Acts id={filters.open} onTogether={() => filter({ together: 'new' })} /> } : {})}
      >
        {filters.open && filters.together && area && (
          <NoteTogether tool={filters.open} area={area} onDone={() => filter({ together: null })} />
        )}
        {filters.open && (
          <>
            <ToolName id={filters.open} />
            <ToolFacts id={filters.open} />
          </>
        )}
      </Detail>
    </DeskPage>
  )
}
