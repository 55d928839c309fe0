/** The tools of one community: their versions, upgrades with what they would do, names of its own, and putting them down. */
import {
  ButtonLink,
  Chip,
  Empty,
  Icon,
  Notice,
  toast,
  useArea,
  useAsk,
  useGo,
  useMay,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Panel, Rows } from '@liren/web/desk'
import { Button, Dropdown, Input, Modal } from 'antd'
import { useState } from 'react'
import { toolLibrary, type UseRow } from '../../contract.ts'
import type { ToolDocument } from '../../document/document.ts'
import { useChangeWords } from '../parts/change-words.ts'
import { iconOf, useSay } from '../parts/say.ts'
import { useTool } from '../parts/tool-facts.tsx'
import { Rate } from './rate.tsx'
import { RecommendedPart } from './recommended-part.tsx'
import { Rename } from './rename.tsx'
import './studio/studio.css'
import { TakeData } from './take-data.tsx'
import { TrialsPart } from './trials-part.tsx'

const stale = [[toolLibrary], [{ name: 'launcher' }]] as const

const Upgrade = ({ of, onClose }: { of: UseRow; onClose: () => void }) => {
  const t = useWords('tool-library')
  const at = { params: { id: of.toolId, area: of.areaCode } }
  const send = useSend(toolLibrary, 'upgrade', {
    stale,
    then: () => {
      toast(t('desk.upgraded'), 'good')
      onClose()
    },
  })
  const { data: tool } = useTool(of.toolId)
  const { data: before } = useAsk(toolLibrary, 'parcel', { params: { id: of.toolId, version: of.version } })
  // The library holds checked documents only.
  const words = useChangeWords([
    (tool?.document as ToolDocument | undefined) ?? null,
    (before as { document?: ToolDocument } | undefined)?.document ?? null,
  ])
  // Once it is done there is nothing left to try.
  const { data } = useAsk(
    toolLibrary,
    'upgrade',
    { ...at, body: { isDryRun: true } },
    { staleSeconds: 0, enabled: !send.isSending && !send.reply },
  )
  return (
    <Modal
      open
      onCancel={onClose}
      title={t('desk.upgradeTo', { version: of.latest })}
      okText={t(data?.step === 'major' ? 'desk.agree' : 'desk.upgrade')}
      confirmLoading={send.isSending}
      okButtonProps={{ disabled: !data }}
      onOk={() => send.now({ ...at, body: { isMajorAgreed: true } })}
    >
      {data && (
        <>
          <p>
            <Chip tone={data.step === 'major' ? 'overdue' : 'main'}>{t(`step.${data.step}`)}</Chip> {data.from} →{' '}
            {data.to}
          </p>
          <p>{t('desk.dry', { records: data.records, stay: data.stay })}</p>
          {data.isPartial && <Notice>{t('desk.partial', { count: data.records })}</Notice>}
          {data.misfits.length > 0 && <Notice tone="soon">{t('desk.misfits', { count: data.misfits.length })}</Notice>}
          <ul>
            {data.changes.slice(0, 30).map((one) => (
              <li key={`${one.path}${one.what}`}>
                <Chip tone={one.step === 'major' ? 'overdue' : 'plain'}>{t(`step.${one.step}`)}</Chip> {words(one)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  )
}

/** What a removal deletes, and where, before it does; whoever removes it writes its name. */
const Remove = ({ of, onClose }: { of: UseRow; onClose: () => void }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const [typed, setTyped] = useState('')
  const at = { params: { id: of.toolId, area: of.areaCode } }
  const send = useSend(toolLibrary, 'remove', { stale, then: onClose })
  // Once it is done there is nothing left to look at.
  const { data: seen } = useAsk(
    toolLibrary,
    'remove',
    { ...at, query: { isDryRun: true } },
    { staleSeconds: 0, enabled: !send.isSending && !send.reply },
  )
  const open = seen?.places.reduce((sum, one) => sum + one.open, 0) ?? 0
  return (
    <Modal
      open
      onCancel={onClose}
      title={t('desk.removeOf', { tool: say(of.name) })}
      okText={t('desk.remove')}
      okButtonProps={{ danger: true, disabled: !seen || open > 0 || typed.trim() !== say(of.name) }}
      confirmLoading={send.isSending}
      onOk={() => send.now({ ...at, query: {} })}
    >
      {seen && (
        <div className="studio-part">
          <p>{t('desk.removes', { count: seen.deleted })}</p>
          <ul>
            {seen.places.map((one) => (
              <li key={one.areaCode}>
                {t('web:says', {
                  what: one.areaName,
                  text: t('desk.removesAt', { records: one.records, open: one.open }),
                })}
              </li>
            ))}
          </ul>
          {open > 0 && <Notice tone="overdue">{t('desk.removeOpen', { count: open })}</Notice>}
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
          <label className="studio-line">
            <span>{t('desk.removeType', { tool: say(of.name) })}</span>
            <Input value={typed} onChange={(event) => setTyped(event.target.value)} />
          </label>
        </div>
      )}
    </Modal>
  )
}

const Uses = ({ area }: { area: string }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const { since } = useTimes()
  const { data, error, isLoading, refetch } = useAsk(toolLibrary, 'uses', { query: { area } })
  const [upgrades, setUpgrades] = useState<UseRow | null>(null)
  const [renames, setRenames] = useState<UseRow | null>(null)
  const [retires, setRetires] = useState<UseRow | null>(null)
  const [removes, setRemoves] = useState<UseRow | null>(null)
  const [rates, setRates] = useState<UseRow | null>(null)
  const { areas } = useArea()
  const nameOf = (code: string) => areas.find((one) => one.code === code)?.name ?? code
  const take = useSend(toolLibrary, 'use', { stale })
  const back = useSend(toolLibrary, 'rollBack', { stale })
  const retire = useSend(toolLibrary, 'retire', { stale, then: () => setRetires(null) })
  const turn = useSend(toolLibrary, 'switch', { stale })
  const revise = useSend(toolLibrary, 'revise', { then: ({ draftId }) => go(`/tool-library/studio/${draftId}`) })
  const at = (row: UseRow) => ({ params: { id: row.toolId, area } })
  return (
    <Panel>
      <Rows
        isLoading={isLoading}
        error={error}
        again={() => void refetch()}
        rowKey={(row) => row.toolId}
        rows={data?.items ?? []}
        empty={
          <Empty
            icon="grid"
            title={t('screen.noTools')}
            hint={t('desk.noToolsHint')}
            action={<ButtonLink to="/tool-library">{t('desk.toLibrary')}</ButtonLink>}
          />
        }
        columns={[
          {
            key: 'run',
            title: t('nav.run'),
            cell: (row) => (
              <span className="cell-icon">
                <Icon name={iconOf(row.icon)} size={18} />
                <span>{say(row.name)}</span>
              </span>
            ),
          },
          {
            key: 'version',
            title: t('screen.version'),
            width: 150,
            cell: (row) => (row.latest === row.version ? row.version : `${row.version} → ${row.latest}`),
          },
          {
            key: 'state',
            title: t('desk.state'),
            width: 110,
            cell: (row) => (
              <Chip tone={row.isOn ? 'done' : 'plain'}>
                {row.retiredAt ? t('desk.retired') : row.isOn ? t(`mode.${row.mode}`) : t('desk.off')}
              </Chip>
            ),
          },
          {
            key: 'from',
            title: t('desk.takenUpBy'),
            width: 130,
            cell: (row) => (
              <>
                {nameOf(row.areaCode)} {row.isDue && <Chip tone="main">{t('desk.due')}</Chip>}
              </>
            ),
          },
          {
            key: 'lastUsed',
            title: t('desk.lastUsed'),
            width: 130,
            cell: (row) => (row.lastUsedAt ? since(row.lastUsedAt) : t('desk.never')),
          },
          { key: 'records', title: t('desk.records'), width: 80, isNumber: true, cell: (row) => row.records },
          {
            key: 'acts',
            title: t('desk.acts'),
            width: 260,
            cell: (row) =>
              row.areaCode !== area ? (
                // Taken up above: it stands here by itself, and may be taken up here to go one's own way.
                <span className="studio-acts">
                  {row.lastUsedAt && (
                    <Button size="small" onClick={() => setRates(row)}>
                      {t('rate.act')}
                    </Button>
                  )}
                  <Button
                    size="small"
                    loading={take.isSending}
                    onClick={() =>
                      take.now({ params: { id: row.toolId }, body: { area, mode: 'cite', version: row.version } })
                    }
                  >
                    {t('desk.takeOwn')}
                  </Button>
                </span>
              ) : (
                <span className="studio-acts">
                  {row.lastUsedAt && (
                    <Button size="small" onClick={() => setRates(row)}>
                      {t('rate.act')}
                    </Button>
                  )}
                  {may('tool.export') && row.records > 0 && <TakeData of={row} />}
                  {row.isOwn && may('tool.make') && (
                    <Button
                      size="small"
                      loading={revise.isSending}
                      onClick={() => revise.now({ params: { id: row.toolId }, body: { area } })}
                    >
                      {t('desk.revise')}
                    </Button>
                  )}
                  {row.latest !== row.version && row.isOn && (
                    <Button size="small" type="primary" onClick={() => setUpgrades(row)}>
                      {t('desk.upgrade')}
                    </Button>
                  )}
                  {row.previous && (
                    <Button size="small" onClick={() => back.now(at(row))}>
                      {t('desk.rollBack', { version: row.previous })}
                    </Button>
                  )}
                  {!row.retiredAt && !row.isDue && (
                    <Dropdown
                      trigger={['click']}
                      menu={{
                        items: [
                          { key: 'rename', label: t('desk.rename') },
                          { key: 'switch', label: t(row.isOn ? 'desk.switchOff' : 'desk.switchOn') },
                          { key: 'retire', label: t('desk.retire'), danger: true },
                        ],
                        onClick: ({ key }) => {
                          if (key === 'rename') setRenames(row)
                          else if (key === 'switch') turn.now({ ...at(row), body: { isOn: !row.isOn } })
                          else setRetires(row)
                        },
                      }}
                    >
                      <Button size="small" type="text" aria-label={`${t('desk.more')} ${say(row.name)}`}>
                        {t('desk.more')}
                      </Button>
                    </Dropdown>
                  )}
                  {row.retiredAt && (
                    <Button size="small" danger onClick={() => setRemoves(row)}>
                      {t('desk.remove')}
                    </Button>
                  )}
                </span>
              ),
          },
        ]}
      />
      {upgrades && <Upgrade of={upgrades} onClose={() => setUpgrades(null)} />}
      {retires && (
        <Modal
          open
          title={`${t('desk.retire')} ${say(retires.name)}`}
          okText={t('desk.retire')}
          okButtonProps={{ danger: true }}
          cancelText={t('desk.leaveIt')}
          confirmLoading={retire.isSending}
          onCancel={() => setRetires(null)}
          onOk={() => retire.now({ ...at(retires), body: { because: t('desk.retireBecause') } })}
        >
          <p>{t('desk.retireAsk')}</p>
        </Modal>
      )}
      {removes && <Remove of={removes} onClose={() => setRemoves(null)} />}
      {renames && <Rename of={renames} onClose={() => setRenames(null)} />}
      {rates && <Rate of={rates} area={area} onClose={() => setRates(null)} />}
    </Panel>
  )
}

export default function UsesPage() {
  const t = useWords()
  const { code } = useArea()
  const session = useSession()
  const area =
    code ?? session.grants.find(({ role }) => role === 'communityAdmin' || role === 'dataSteward')?.area ?? null
  return (
    <DeskPage title={t('nav.uses')} hint={t('desk.usesHint')}>
      {area && <TrialsPart key={`trials ${area}`} area={area} />}
      {area && <RecommendedPart key={area} area={area} />}
      {area ? <Uses area={area} /> : <p>{t('screen.chooseArea')}</p>}
    </DeskPage>
  )
}
