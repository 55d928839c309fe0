/** One tool of the library, for anybody who wants to know what it does with what. */
import { Failed, Page, useWords } from '@liren/web'
import { useSay } from '../parts/say.ts'
import { ToolFacts, useTool } from '../parts/tool-facts.tsx'

export default function ToolPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const say = useSay()
  const { data, error, refetch } = useTool(params.id)
  return (
    <Page title={data ? say(data.tool.name) : t('nav.toolPage')} back="/tool-library">
      {error ? <Failed error={error} again={() => void refetch()} /> : <ToolFacts id={params.id} />}
    </Page>
  )
}
