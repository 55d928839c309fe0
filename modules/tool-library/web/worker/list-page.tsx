/** What staff see of a tool in their community: its lists, one shown at a time, and each record behind its row. */
import type { FormDefinition } from '@liren/forms/contract'
import {
  ButtonLink,
  Chip,
  Empty,
  Failed,
  List,
  Page,
  Row,
  Segments,
  Skeleton,
  useAsk,
  useFilters,
  usePages,
  useTimes,
  useWords,
} from '@liren/web'
import { type RunningView, toolLibrary } from '../../contract.ts'
import { useAnswerWords } from '../parts/record-body.tsx'
import { useSay } from '../parts/say.ts'
import { SayRemark } from '../parts/say-remark.tsx'
import { usePlace } from '../parts/use-place.ts'

const Rows = ({ of, list }: { of: RunningView; list: RunningView['lists'][number] }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const words = useAnswerWords()
  const { since } = useTimes()
  const rows = usePages(toolLibrary, 'records', { params: { id: of.id }, query: { area: of.areaCode, list: list.id } })
  const fields = (of.forms as readonly FormDefinition[]).flatMap((form) => form.fields)
  return (
    <List
      {...rows}
      keyOf={(row) => row.id}
      empty={<Empty icon="check" title={t('screen.noneHere')} hint={t('screen.noneHereHint')} />}
    >
      {(row) => (
        <Row
          to={`/tool-library/records/${row.id}`}
          title={row.title}
          note={[
            ...list.columns.flatMap((key) =>
              row.answers[key] === undefined
                ? []
                : [
                    words(
                      row.answers[key],
                      fields.find((one) => one.key === key),
                    ),
                  ],
            ),
            since(row.movedAt),
          ].join(' · ')}
          after={<Chip tone={row.phase === 'done' ? 'done' : 'main'}>{say(row.stateTitle)}</Chip>}
        />
      )}
    </List>
  )
}

export default function ListPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const say = useSay()
  const area = usePlace()
  const [filters, filter] = useFilters()
  const { data, error, refetch } = useAsk(
    toolLibrary,
    'running',
    { params: { id: params.id }, query: { area: area ?? '' } },
    { enabled: area !== null },
  )
  if (!data)
    return (
      <Page title={t('nav.run')}>{error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />}</Page>
    )
  const lists = data.lists.filter(({ board }) => board !== 'resident')
  const list = lists.find(({ id }) => id === filters.list) ?? lists[0]
  return (
    <Page
      title={say(data.name)}
      {...(data.mayOpen && data.processes[0]
        ? {
            action: (
              <ButtonLink tone="main" isWide to={`/tool-library/run/${data.id}/ask/${data.processes[0].id}`}>
                {t('screen.beginForSomebody')}
              </ButtonLink>
            ),
          }
        : {})}
    >
      {lists.length > 1 && list && (
        <Segments
          label={t('screen.lists')}
          choices={lists.map((one) => ({ value: one.id, label: say(one.title) }))}
          value={list.id}
          onChange={(id) => filter({ list: id })}
        />
      )}
      {list ? <Rows key={list.id} of={data} list={list} /> : <Empty icon="list" title={t('screen.noList')} />}
      <SayRemark about={data.id} />
    </Page>
  )
}
