/** The tools of the community, with how much waits in each. */
import { Chip, Empty, List, Page, Row, useAsk, useWords } from '@liren/web'
import { toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'
import { usePlace } from '../parts/use-place.ts'

export default function ToolsPage() {
  const t = useWords()
  const say = useSay()
  const area = usePlace()
  const here = useAsk(
    toolLibrary,
    'runningHere',
    { query: { area: area ?? '', board: 'worker' } },
    { enabled: area !== null },
  )
  const waiting = useAsk(toolLibrary, 'waiting', { query: { area: area ?? '' } }, { enabled: area !== null })
  const counts = new Map(waiting.data?.items.map(({ toolId, count }) => [toolId, count]))
  const items = [...(here.data?.items ?? [])].sort(
    (one, other) => (counts.get(other.id) ?? 0) - (counts.get(one.id) ?? 0),
  )
  return (
    <Page title={t('nav.work')}>
      <List
        items={items}
        isLoading={here.isLoading}
        error={here.error}
        again={() => void here.refetch()}
        keyOf={(one) => one.id}
        empty={<Empty icon="grid" title={t('screen.noTools')} hint={t('screen.noToolsHint')} />}
      >
        {(one) => {
          const count = counts.get(one.id) ?? 0
          return (
            <Row
              to={`/tool-library/run/${one.id}`}
              title={say(one.name)}
              note={say(one.summary)}
              after={count > 0 ? <Chip tone="soon">{t('screen.waiting', { count })}</Chip> : undefined}
            />
          )
        }}
      </List>
    </Page>
  )
}
