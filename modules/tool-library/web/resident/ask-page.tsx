/** Asking for what a tool offers: first what would be fetched about oneself, then the form, drawn and kept by forms. */
import type { FormDefinition, Since, SubmissionView } from '@liren/forms/contract'
import { FillForm } from '@liren/forms/web/fill-form'
import {
  ask,
  Button,
  Failed,
  Notice,
  Page,
  problemOf,
  refresh,
  Section,
  Skeleton,
  Switch,
  sendSoon,
  toast,
  useAsk,
  useDraft,
  useGo,
  useSession,
  useWords,
} from '@liren/web'
import { useEffect, useRef, useState } from 'react'
import { type RunningView, toolLibrary } from '../../contract.ts'
import { type Filled, sendable } from '../parts/asking.ts'
import { useSay, type Words } from '../parts/say.ts'
import { usePlace } from '../parts/use-place.ts'

type Place = { readonly tool: RunningView; readonly process: RunningView['processes'][number] }

const Filling = ({
  tool,
  process,
  submission,
  forget,
}: Place & { submission: SubmissionView; forget: () => Promise<void> }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const go = useGo()
  // Made once: pressed twice, it is one request.
  const id = useRef(crypto.randomUUID())
  const back = `/tool-library/run/${tool.id}`
  const asking = (filled: Filled, since: Since) => ({
    toolId: tool.id,
    body: {
      id: id.current,
      area: tool.areaCode,
      process: process.id,
      submission: { id: submission.id, filled: sendable(filled), since },
    },
  })
  return (
    <FillForm
      submission={submission}
      back={back}
      onHandedIn={() => undefined}
      hands={{
        now: async (filled, since) => {
          const { body } = asking(filled, since)
          const opened = await ask(toolLibrary, 'open', { params: { id: tool.id }, body })
          await forget()
          toast(t('screen.sent', { number: opened.number }), 'good')
          go(`/tool-library/records/${opened.id}`)
          void refresh([toolLibrary], [{ name: 'matters' }], [{ name: 'launcher' }])
        },
        later: async (filled, since) => {
          await sendSoon('tool-library.open', say(tool.name), asking(filled, since), { id: id.current, at: back })
          await forget()
          go(back)
        },
      }}
    />
  )
}

/** What would be fetched, each of it to be refused before anything is read. */
const Fetching = ({
  definition,
  onBegin,
}: {
  definition: FormDefinition
  onBegin: (refused: readonly string[]) => void
}) => {
  const t = useWords('tool-library')
  const say = useSay()
  const bound = definition.fields.flatMap(({ from, label }) => (from ? [{ from, label: label as Words }] : []))
  const [refused, setRefused] = useState<readonly string[]>([])
  return (
    <>
      <Section title={t('screen.fetched')}>
        <Notice>{t('screen.fetchedHint')}</Notice>
        {bound.map(({ from, label }) => (
          <Switch
            key={from}
            label={say(label)}
            value={!refused.includes(from)}
            onChange={(isOn) => setRefused(isOn ? refused.filter((one) => one !== from) : [...refused, from])}
          />
        ))}
      </Section>
      <Button tone="main" isWide onClick={() => onBegin(refused)}>
        {t('screen.startForm')}
      </Button>
    </>
  )
}

/** A draft that is no longer there is begun anew; without an answer nobody knows, and what was written waits. */
const nullWhenGone = (thrown: unknown): null => {
  if ([404, 409].includes(problemOf(thrown)?.status ?? 0)) return null
  throw thrown
}

const Asking = ({ tool, process, definition }: Place & { definition: FormDefinition }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const session = useSession()
  // The id of the draft is remembered here, so that coming back goes on with it; a new version of the tool begins anew.
  const draft = useDraft<{ id: string | null }>(`tool-library.${tool.id}.${tool.version}.${process.id}`, { id: null })
  const [submission, setSubmission] = useState<SubmissionView | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const hasBegun = useRef(false)
  const isPlain = session.personId === null || definition.fields.every(({ from }) => from === undefined)
  // What was refused stays refused when the beginning is tried once more.
  const asked = useRef<readonly string[]>([])
  const begin = async (refused: readonly string[]) => {
    if (hasBegun.current) return
    hasBegun.current = true
    asked.current = refused
    setFailure(null)
    try {
      const start = (id: string) =>
        ask(toolLibrary, 'begin', {
          params: { id: tool.id },
          body: { id, area: tool.areaCode, process: process.id, refused: [...refused] },
        })
      const known = draft.value.id === null ? null : await start(draft.value.id).catch(nullWhenGone)
      const id = known?.state === 'draft' ? known.id : crypto.randomUUID()
      // Remembered before it is sent: begun again after a lost answer, it is the same draft.
      draft.change({ id })
      const begun = known?.state === 'draft' ? known : await start(id)
      setSubmission(begun)
    } catch (thrown) {
      setFailure(thrown)
      hasBegun.current = false
    }
  }
  const mayBegin = draft.isReady && (isPlain || draft.value.id !== null)
  useEffect(() => {
    if (mayBegin) void begin([])
  }, [mayBegin])
  if (submission)
    return <Filling tool={tool} process={process} submission={submission} forget={async () => draft.forget()} />
  return (
    <Page title={say(definition.title as Words)} back={`/tool-library/run/${tool.id}`} isLoading={!draft.isReady}>
      {failure ? (
        <Failed error={failure} again={() => void begin(asked.current)} />
      ) : draft.isReady && !mayBegin ? (
        <Fetching definition={definition} onBegin={(refused) => void begin(refused)} />
      ) : (
        <Skeleton />
      )}
      {!session.personId && <p className="field-hint">{t('screen.notLinked')}</p>}
    </Page>
  )
}

export default function AskPage({ params }: { params: { id: string; process: string } }) {
  const t = useWords()
  const area = usePlace()
  const { data, error, refetch } = useAsk(
    toolLibrary,
    'running',
    { params: { id: params.id }, query: { area: area ?? '' } },
    { enabled: area !== null },
  )
  const process = data?.processes.find((one) => one.id === params.process)
  // The server sends forms as forms knows them.
  const definition = (data?.forms as readonly FormDefinition[] | undefined)?.find(({ code }) => code === process?.form)
  if (!data || !process || !definition)
    return (
      <Page title={t('nav.run')}>{error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />}</Page>
    )
  return <Asking tool={data} process={process} definition={definition} />
}
