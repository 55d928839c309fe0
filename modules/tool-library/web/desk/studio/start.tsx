/** Beginning a tool: say what it should be, see what there is already, choose a shape to begin with; drafts to go on with. */
import {
  Chip,
  Icon,
  Row,
  refresh,
  useArea,
  useFreshIds,
  useGo,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Panel } from '@liren/web/desk'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { toolLibrary } from '../../../contract.ts'
import { completed } from '../../../document/completed.ts'
import { blankOutside, type OutsideKind, outsideKinds } from '../../../document/outside.ts'
import { both } from '../../../document/studio.ts'
import { blank, likelyShape, shaped, statesOf, type TemplateName, templateNames } from '../../../document/templates.ts'
import { HandedIn } from '../../parts/handed-in.tsx'
import { useSay } from '../../parts/say.ts'

type Shape = TemplateName | 'blank' | OutsideKind

type Wanted = { readonly id: string; readonly title: string } | null

/** Whoever starts is first shown what there is. */
const There = ({ words }: { words: string }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const found = usePages(toolLibrary, 'list', { query: { q: words, limit: 4 } }, { enabled: words.length >= 2 })
  if (words.length < 2 || found.items.length === 0) return null
  return (
    <div className="studio-card">
      <b>{t('studio.thereIs')}</b>
      {found.items.map((one) => (
        <Row
          key={one.id}
          to={`/tool-library?open=${one.id}`}
          title={say(one.name)}
          note={`${say(one.unit)} · ${t('screen.cited', { count: one.citations })}`}
        />
      ))}
    </div>
  )
}

const Shapes = ({
  value,
  likely,
  onChange,
}: {
  value: Shape
  likely: TemplateName | null
  onChange: (next: Shape) => void
}) => {
  const t = useWords('tool-library')
  const say = useSay()
  return (
    <Radio.Group
      className="studio-shapes"
      aria-label={t('studio.shape')}
      value={value}
      onChange={(event) => onChange(event.target.value as Shape)}
    >
      {[...templateNames, 'blank' as const, ...outsideKinds].map((name) => (
        <Radio key={name} value={name} className="studio-choice">
          <b>
            {t(`template.${name}`)} {name === likely && <Chip tone="main">{t('studio.likely')}</Chip>}
          </b>
          <span className="studio-note">
            {name === 'blank' || name === 'linked' || name === 'port'
              ? t(`template.${name}Hint`)
              : statesOf(name).map(say).join(' → ')}
          </span>
        </Radio>
      ))}
    </Radio.Group>
  )
}

const Needs = ({ onChoose }: { onChoose: (need: Wanted) => void }) => {
  const t = useWords('tool-library')
  const { list } = useTimes()
  const needs = usePages(toolLibrary, 'needs', { query: { limit: 6 } })
  return (
    <Panel title={t('studio.wanted')}>
      {needs.items.length === 0 && !needs.isLoading && <p className="studio-empty">{t('studio.noneWanted')}</p>}
      <ul className="studio-cards">
        {needs.items.map((need) => (
          <li key={need.id} className="studio-card">
            <b>{need.title}</b>
            <span className="studio-note">
              {t('screen.votes', { count: need.votes })}
              {need.versions.length > 0 &&
                ` · ${list(need.versions.map((one) => `${one.name['zh-CN']} ${one.version}`))}`}
            </span>
            <div>
              <Button
                aria-label={t('studio.makeForThis', { title: need.title })}
                onClick={() => onChoose({ id: need.id, title: need.title })}
              >
                {t('studio.makeFor')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export const Start = ({ area, unitId }: { area: string | null; unitId: string | null }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const go = useGo()
  const { since } = useTimes()
  const { areas } = useArea()
  const [name, setName] = useState('')
  const [summary, setSummary] = useState('')
  const [shape, setShape] = useState<Shape>('blank')
  const [need, setNeed] = useState<Wanted>(null)
  const drafts = usePages(toolLibrary, 'drafts', { query: {} })
  const keep = useSend(toolLibrary, 'keepDraft', { then: ({ id }) => go(`/tool-library/studio/${id}`) })
  const drop = useSend(toolLibrary, 'dropDraft', {
    stale: [],
    then: () => void refresh([toolLibrary, 'drafts']),
  })
  const ids = useFreshIds()
  const begin = () => {
    if (!area) return
    const unit = areas.find((one) => one.code === area)?.name ?? t('studio.committee')
    const words = { name: name.trim(), summary: summary.trim() }
    const id = `tool-${Date.now().toString(36)}`
    const tool =
      shape === 'linked' || shape === 'port' ? blankOutside(shape, id, area, unit, words) : blank(id, area, unit, words)
    const whole = need
      ? {
          ...tool,
          needs: [
            {
              who: both('居民', 'Residents'),
              what: both(need.title, 'What people asked for'),
              serves: 'resident' as const,
              register: need.id,
            },
          ],
        }
      : tool
    keep.now({
      params: { id: ids.of(`${area} ${shape} ${name.trim()} ${summary.trim()}`) },
      body: {
        area,
        ...(unitId ? { unitId } : {}),
        document: completed(shape === 'blank' || shape === 'linked' || shape === 'port' ? whole : shaped(whole, shape)),
      },
    })
  }
  return (
    <div className="studio-start">
      <Panel title={t('studio.newTool')}>
        {!area && <p className="studio-empty">{t('screen.chooseArea')}</p>}
        <div className="studio-part">
          {need && (
            <p className="studio-fine">
              <Icon name="flag" size={18} /> {t('studio.forNeed', { title: need.title })}
            </p>
          )}
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
          <label className="studio-line">
            <span>{t('studio.whatIsIt')}</span>
            <Input
              value={name}
              maxLength={30}
              placeholder={t('studio.whatIsItHint')}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          <There words={name.trim()} />
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
          <label className="studio-line">
            <span>{t('desk.summaryZh')}</span>
            <Input
              value={summary}
              maxLength={200}
              placeholder={t('studio.summaryHint')}
              onChange={(event) => setSummary(event.target.value)}
            />
          </label>
          <div className="studio-line">
            <span>{t('studio.shape')}</span>
            <Shapes value={shape} likely={likelyShape(`${name} ${summary}`)} onChange={setShape} />
          </div>
          <div className="studio-acts">
            <Button
              type="primary"
              size="large"
              disabled={!area || name.trim().length < 2 || summary.trim().length < 4}
              loading={keep.isSending}
              onClick={begin}
            >
              {t('studio.begin')}
            </Button>
            {(name.trim().length < 2 || summary.trim().length < 4) && (
              <span className="studio-note">{t('studio.beginLacks')}</span>
            )}
          </div>
        </div>
      </Panel>
      <div>
        <Panel title={t('desk.drafts')}>
          {drafts.items.length === 0 && !drafts.isLoading && <p className="studio-empty">{t('desk.noDrafts')}</p>}
          <ul className="studio-cards">
            {drafts.items.map((one) => (
              <li key={one.id} className="studio-card studio-alike">
                <span className="grow">
                  <b>{say(one.name)}</b> <Chip>{since(one.changedAt)}</Chip>{' '}
                  {one.state && <Chip tone="main">{t(`state.${one.state}`)}</Chip>}
                </span>
                <Button
                  aria-label={t('studio.goOnWith', { name: say(one.name) })}
                  onClick={() => go(`/tool-library/studio/${one.id}`)}
                >
                  {t('studio.goOn')}
                </Button>
                <Button
                  type="text"
                  aria-label={t('studio.dropOf', { name: say(one.name) })}
                  icon={<Icon name="close" size={18} />}
                  onClick={() => drop.now({ params: { id: one.id } })}
                />
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title={t('studio.handedIn')}>
          <HandedIn linkOf={(id) => `/tool-library?open=${id}`} />
        </Panel>
        <Needs onChoose={setNeed} />
      </div>
    </div>
  )
}
