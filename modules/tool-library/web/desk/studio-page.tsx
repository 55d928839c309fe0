/** The studio: somebody who does not program makes a tool — form, process, lists, points, for whom — tries it at once, and hands it in. */
import { Failed, Skeleton, useArea, useAsk, useSession, useWords } from '@liren/web'
import { DeskPage } from '@liren/web/desk'
import { toolLibrary } from '../../contract.ts'
import type { ToolDocument } from '../../document/document.ts'
import { useSay } from '../parts/say.ts'
import { Editor } from './studio/editor.tsx'
import { NormEditor } from './studio/norm-editor.tsx'
import { OutsideEditor } from './studio/outside-editor.tsx'
import { Start } from './studio/start.tsx'
import './studio/studio.css'

const makers = ['communityAdmin', 'communityWorker', 'handler', 'dataSteward']

export default function StudioPage({ params }: { params: { id?: string } }) {
  const t = useWords()
  const say = useSay()
  const { code } = useArea()
  const session = useSession()
  const making = session.grants.find(({ role }) => makers.includes(role))
  // People of a unit make tools in its name; everybody else in their community's.
  const unitId = making?.unitId ?? null
  const area = (unitId ? making?.area : code) ?? making?.area ?? null
  const { data, error, refetch } = useAsk(
    toolLibrary,
    'draft',
    { params: { id: params.id ?? '' } },
    { enabled: params.id !== undefined, staleSeconds: 3600 },
  )
  if (!params.id)
    return (
      <DeskPage title={t('nav.studio')} hint={t('desk.studioHint')}>
        <Start area={area} unitId={unitId} />
      </DeskPage>
    )
  // The server keeps drafts as the studio made them.
  const document = data?.document as ToolDocument
  const Drawn = !data
    ? Editor
    : document.kind === 'norm'
      ? NormEditor
      : document.link || document.port
        ? OutsideEditor
        : Editor
  return (
    <DeskPage
      title={data ? say(data.name) : t('nav.draft')}
      back={{ to: '/tool-library/studio', label: t('nav.studio') }}
    >
      {!data && (error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={8} />)}
      {data && <Drawn key={data.id} id={data.id} area={data.areaCode} first={document} />}
    </DeskPage>
  )
}
