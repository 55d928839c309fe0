/** The studio: somebody who does not program composes a tool — form, process, lists, points, for whom — tries it at once, and hands it in. */
import { useArea, useAsk, useGo, usePages, useSend, useSession, useWords } from '@liren/web'
import { Columns, DeskPage, Panel } from '@liren/web/desk'
import { Button, Tabs } from 'antd'
import { useEffect, useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import type { ToolDocument } from '../../document/document.ts'
import * as studio from '../../document/studio.ts'
import { useSay } from '../parts/say.ts'
import { Basics, ForWhom } from './studio-basics.tsx'
import { Fields } from './studio-fields.tsx'
import type { Change } from './studio-part.ts'
import { Review } from './studio-review.tsx'
import { Rules } from './studio-rules.tsx'
import { Steps } from './studio-steps.tsx'
import './studio.css'

const Studio = ({ id, area, first }: { id: string; area: string; first: ToolDocument }) => {
  const t = useWords('tool-library')
  const [tool, setTool] = useState(first)
  const keep = useSend(toolLibrary, 'keepDraft', { stale: [] })
  const change: Change = (next) => setTool((before) => next(before))
  // Kept a moment after the last change, so that nothing is lost.
  useEffect(() => {
    const later = setTimeout(() => keep.now({ params: { id }, body: { area, document: studio.completed(tool) } }), 800)
    return () => clearTimeout(later)
  }, [tool])
  const parts = { basics: Basics, fields: Fields, steps: Steps, rules: Rules, forWhom: ForWhom }
  return (
    <Columns
      main={
        <Panel>
          <Tabs
            items={Object.entries(parts).map(([name, Drawn]) => ({
              key: name,
              label: t(`studio.${name}`),
              children: <Drawn tool={tool} change={change} />,
            }))}
          />
        </Panel>
      }
      aside={<Review id={id} tool={tool} />}
    />
  )
}

export default function StudioPage({ params }: { params: { id?: string } }) {
  const t = useWords()
  const go = useGo()
  const { code, areas } = useArea()
  const session = useSession()
  const area =
    code ?? session.grants.find(({ role }) => role === 'communityAdmin' || role === 'communityWorker')?.area ?? null
  const drafts = usePages(toolLibrary, 'drafts', { query: {} })
  const { data } = useAsk(
    toolLibrary,
    'draft',
    { params: { id: params.id ?? '' } },
    { enabled: params.id !== undefined, staleSeconds: 3600 },
  )
  const keep = useSend(toolLibrary, 'keepDraft', { then: ({ id }) => go(`/tool-library/studio/${id}`) })
  const say = useSay()
  const begin = (from: ToolDocument | null) => {
    if (!area) return
    const unit = areas.find((one) => one.code === area)?.name ?? '社区居委会'
    const toolId = `tool-${Date.now().toString(36)}`
    keep.now({
      params: { id: crypto.randomUUID() },
      body: { area, document: from ?? studio.completed(studio.blank(toolId, area, unit)) },
    })
  }
  return (
    <DeskPage
      title={t('nav.studio')}
      hint={t('desk.studioHint')}
      {...(params.id ? { back: { to: '/tool-library/studio', label: t('nav.studio') } } : {})}
    >
      {params.id && data && (
        <Studio key={data.id} id={data.id} area={data.areaCode} first={data.document as ToolDocument} />
      )}
      {!params.id && (
        <Panel
          title={t('desk.drafts')}
          tools={
            <Button type="primary" disabled={!area} loading={keep.isSending} onClick={() => begin(null)}>
              {t('desk.beginBlank')}
            </Button>
          }
        >
          {!area && <p>{t('screen.chooseArea')}</p>}
          <ul>
            {drafts.items.map((one) => (
              <li key={one.id}>
                <Button type="link" onClick={() => go(`/tool-library/studio/${one.id}`)}>
                  {say(one.name)}
                </Button>
              </li>
            ))}
          </ul>
          {drafts.items.length === 0 && !drafts.isLoading && <p>{t('desk.noDrafts')}</p>}
        </Panel>
      )}
    </DeskPage>
  )
}
