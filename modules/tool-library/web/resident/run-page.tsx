/** A tool at work here: what it is for, what everybody may see of it, and the one thing to do. */
import type { FormDefinition } from '@liren/forms/contract'
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Facts,
  Failed,
  Icon,
  List,
  Notice,
  Page,
  Row,
  Section,
  Skeleton,
  useAsk,
  useGo,
  usePages,
  useSession,
  useSignInLink,
  useTimes,
  useWords,
} from '@liren/web'
import { type RunningView, toolLibrary } from '../../contract.ts'
import { signed } from '../parts/burden-line.tsx'
import { useAnswerWords } from '../parts/record-body.tsx'
import { iconOf, useSay, type Words } from '../parts/say.ts'
import { SayRemark } from '../parts/say-remark.tsx'
import { usePlace } from '../parts/use-place.ts'

const ListPart = ({ of, list }: { of: RunningView; list: RunningView['lists'][number] }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const words = useAnswerWords()
  const { since } = useTimes()
  const rows = usePages(toolLibrary, 'records', { params: { id: of.id }, query: { area: of.areaCode, list: list.id } })
  const fields = (of.forms as readonly FormDefinition[]).flatMap((form) => form.fields)
  const line = (answers: Readonly<Record<string, unknown>>) =>
    list.columns.flatMap((key) => {
      const field = fields.find((one) => one.key === key)
      const value = answers[key]
      if (value === undefined) return []
      // A number or a day alone says nothing.
      const isBare = typeof value === 'number' || field?.format === 'date' || field?.format === 'dateTime'
      const label = isBare ? field?.label : undefined
      // The labels of a tool are words in both languages, as its document has them.
      return [label === undefined ? words(value, field) : `${say(label as Words)} ${words(value, field)}`]
    })
  return (
    <Section title={say(list.title)}>
      <List
        {...rows}
        keyOf={(row) => row.id}
        empty={<Empty icon="list" title={t('screen.noneHere')} hint={t('screen.noneHereHint')} />}
      >
        {(row) => (
          <Row
            title={line(row.answers).join(' · ') || row.title}
            note={since(row.movedAt)}
            after={<Chip tone={row.phase === 'done' ? 'done' : 'main'}>{say(row.stateTitle)}</Chip>}
          />
        )}
      </List>
    </Section>
  )
}

const Mine = ({ toolId }: { toolId: string }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { since } = useTimes()
  const mine = usePages(toolLibrary, 'mine', { query: { tool: toolId, limit: 5 } })
  if (mine.items.length === 0) return null
  return (
    <Section title={t('screen.mine')}>
      <List {...mine} keyOf={(row) => row.id} empty={null}>
        {(row) => (
          <Row
            to={`/tool-library/records/${row.id}`}
            title={row.title}
            note={since(row.movedAt)}
            after={<Chip tone={row.phase === 'done' ? 'done' : 'main'}>{say(row.stateTitle)}</Chip>}
          />
        )}
      </List>
    </Section>
  )
}

const Doors = ({ of }: { of: RunningView }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const go = useGo()
  const session = useSession()
  const signIn = useSignInLink()
  if (session.kind === 'guest' && signIn)
    return (
      <ButtonLink to={signIn} tone="main" isWide>
        {t('screen.signInToUse')}
      </ButtonLink>
    )
  if (!of.mayOpen) return null
  const words = (title: Words) => (of.processes.length === 1 ? t('screen.begin') : say(title))
  return of.processes.map((process, index) => (
    <Button
      key={process.id}
      tone={index === 0 ? 'main' : 'plain'}
      isWide
      onClick={() => go(`/tool-library/run/${of.id}/ask/${process.id}`)}
    >
      {words(process.title)}
    </Button>
  ))
}

export default function RunPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const say = useSay()
  const { day } = useTimes()
  const session = useSession()
  const area = usePlace()
  const { data, error, refetch } = useAsk(
    toolLibrary,
    'running',
    { params: { id: params.id }, query: { area: area ?? '' } },
    { enabled: area !== null },
  )
  if (area === null)
    return (
      <Page title={t('nav.run')}>
        <Empty
          icon="pin"
          title={t('screen.chooseArea')}
          action={<ButtonLink to="/area">{t('screen.toArea')}</ButtonLink>}
        />
      </Page>
    )
  if (!data)
    return (
      <Page title={t('nav.run')}>{error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />}</Page>
    )
  return (
    <Page title={say(data.name)} canBeRead action={<Doors of={data} />}>
      <p className="lead">
        <Icon name={iconOf(data.icon)} size={32} />
        <span>{say(data.summary)}</span>
      </p>
      {data.isTrial && (
        <Notice tone="soon">{t('screen.isTrial', { until: data.untilOn ? day(data.untilOn) : '' })}</Notice>
      )}
      {data.untilOn && data.isDeletedThen && <Notice>{t('screen.deletedAfter', { day: day(data.untilOn) })}</Notice>}
      {!data.mayOpen && session.kind !== 'guest' && <Notice tone="soon">{t('screen.notForYou')}</Notice>}
      {data.says.before && <Notice>{say(data.says.before)}</Notice>}
      {session.kind !== 'guest' && <Mine toolId={data.id} />}
      {data.lists
        .filter(({ isPublic, board }) => isPublic && board === 'resident')
        .map((list) => (
          <ListPart key={list.id} of={data} list={list} />
        ))}
      {data.mayOpen && data.earns.length > 0 && (
        <Section title={t('screen.earns')}>
          <Facts of={data.earns.map(({ points, because }): [string, string] => [say(because), signed(points)])} />
        </Section>
      )}
      {data.holdsPersonal && <p className="field-hint">{t('screen.sealedNote')}</p>}
      {data.says.contact && (
        <Section title={t('texts.contact')}>
          <p>{say(data.says.contact)}</p>
        </Section>
      )}
      <SayRemark about={data.id} />
    </Page>
  )
}
