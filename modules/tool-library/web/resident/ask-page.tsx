/** The form of a tool, filled in and handed in; a draft survives leaving the page. */
import { Button, Failed, Page, Skeleton, toast, useAsk, useDraft, useGo, useSend, useWords } from '@liren/web'
import { useRef } from 'react'
import { toolLibrary } from '../../contract.ts'
import { type Answers, FormFields, isFilled, type ShownForm, sendable, useAsked } from '../parts/form-fields.tsx'
import { useSay } from '../parts/say.ts'
import { usePlace } from '../parts/use-place.ts'

export default function AskPage({ params }: { params: { id: string; process: string } }) {
  const t = useWords()
  const say = useSay()
  const go = useGo()
  const area = usePlace()
  // Made once: pressed twice, it is one request.
  const id = useRef(crypto.randomUUID())
  const { data, error, refetch } = useAsk(
    toolLibrary,
    'running',
    { params: { id: params.id }, query: { area: area ?? '' } },
    { enabled: area !== null },
  )
  const draft = useDraft<{ answers: Answers }>(`tool-library.${params.id}.${params.process}`, { answers: {} })
  const process = data?.processes.find((one) => one.id === params.process)
  const form = (data?.forms as readonly ShownForm[] | undefined)?.find((one) => one.id === process?.form)
  const { answers } = draft.value
  const asked = useAsked(params.id, area, form, answers)
  const send = useSend(toolLibrary, 'open', {
    stale: [[toolLibrary], [{ name: 'matters' }], [{ name: 'launcher' }]],
    then: async (opened) => {
      await draft.forget()
      toast(t('screen.sent', { number: opened.number }), 'good')
      go(`/tool-library/records/${opened.id}`)
    },
  })
  if (!data || !form || area === null)
    return (
      <Page title={t('nav.run')}>{error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />}</Page>
    )
  return (
    <Page
      title={say(form.title)}
      back={`/tool-library/run/${params.id}`}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={!isFilled(form, answers, asked)}
          onClick={() =>
            send.now({
              params: { id: params.id },
              body: { id: id.current, area, process: params.process, answers: sendable(form, answers, asked) },
            })
          }
        >
          {t('screen.send')}
        </Button>
      }
    >
      {form.hint && <p>{say(form.hint)}</p>}
      <FormFields
        form={form}
        asked={asked}
        answers={answers}
        errors={send.errors}
        onChange={(next) => draft.change({ answers: next })}
      />
    </Page>
  )
}
