/** What the district recommends or makes due below it: always with who says so and why; taken back in one step. */
import {
  Chip,
  Empty,
  Failed,
  Field,
  Skeleton,
  Slot,
  toast,
  useArea,
  useAsk,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Panel, Rows } from '@liren/web/desk'
import { Button, DatePicker, Popconfirm, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { launcher, type Mandate } from '../../contract.ts'
import './compose.css'
import { useNames } from './names.ts'

type Kind = Mandate['kind']
const kinds = ['recommended', 'mandatory'] as const satisfies readonly Kind[]
const stale = [[launcher]] as const

const Issue = ({
  area,
  tools,
}: {
  area: string
  tools: readonly { readonly value: string; readonly label: string }[]
}) => {
  const t = useWords('launcher')
  const [tileId, setTile] = useState<string | null>(null)
  const [kind, setKind] = useState<Kind>('recommended')
  const [issuer, setIssuer] = useState('')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState<Dayjs | null>(null)
  const send = useSend(launcher, 'mandate', {
    stale,
    then: () => {
      setTile(null)
      setReason('')
      toast(t('desk.mandateKept'), 'good')
    },
  })
  return (
    <Panel title={t('desk.mandateAdd')}>
      <div className="compose-issue">
        <div className="compose-mandate">
          <Select
            aria-label={t('desk.mandateTool')}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('desk.chooseTool')}
            value={tileId}
            onChange={setTile}
            options={[...tools]}
          />
          <Select
            aria-label={t('desk.mandateKind')}
            value={kind}
            onChange={setKind}
            options={kinds.map((value) => ({ value, label: t(`screen.${value}`) }))}
          />
          <DatePicker
            aria-label={t('desk.mandateUntil')}
            placeholder={t('desk.mandateUntil')}
            value={until}
            onChange={setUntil}
          />
        </div>
        <Field
          label={t('desk.mandateIssuer')}
          value={issuer}
          maxLength={60}
          error={send.errors.issuer}
          onChange={(event) => setIssuer(event.target.value)}
        />
        <Field
          label={t('desk.mandateReason')}
          value={reason}
          maxLength={200}
          error={send.errors.reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button
          type="primary"
          disabled={tileId === null || issuer.trim().length < 2 || reason.trim().length < 4}
          loading={send.isSending}
          onClick={() =>
            tileId !== null &&
            send.now({
              body: {
                area,
                tileId,
                kind,
                issuer: issuer.trim(),
                reason: reason.trim(),
                ...(until ? { untilOn: until.format('YYYY-MM-DD') } : {}),
              },
            })
          }
        >
          {t('desk.mandateAdd')}
        </Button>
      </div>
    </Panel>
  )
}

export default function MandatesPage() {
  const t = useWords()
  const name = useNames()
  const { day } = useTimes()
  const { code, areas } = useArea()
  const session = useSession()
  const own = session.grants.find(({ role }) => role === 'dataSteward' || role === 'dutyLeader')?.area ?? null
  const area = code ?? own ?? ''
  const { data, error, refetch } = useAsk(
    launcher,
    'mandates',
    { query: { area, below: true } },
    { enabled: area !== '' },
  )
  const tiles = useAsk(launcher, 'tiles', { query: { area } }, { enabled: area !== '' })
  const end = useSend(launcher, 'endMandate', { stale, then: () => toast(t('desk.mandateEnded'), 'good') })
  const nameOf = (id: string) => name(tiles.data?.items.find((one) => one.id === id) ?? { id, name: null })
  const placeOf = (at: string) => areas.find((one) => one.code === at)?.name ?? at
  return (
    <DeskPage title={t('nav.mandates')} hint={t('desk.mandatesHint')}>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.items.length === 0 && <Empty icon="flag" title={t('desk.mandateNone')} hint={t('desk.mandateNoneHint')} />}
      {data && data.items.length > 0 && (
        <Rows<Mandate>
          rowKey={({ id }) => id}
          rows={data.items}
          columns={[
            { key: 'mandateTool', title: t('desk.mandateTool'), cell: (row) => nameOf(row.tileId) },
            {
              key: 'mandateKind',
              title: t('desk.mandateKind'),
              cell: (row) => <Chip tone={row.kind === 'mandatory' ? 'main' : 'plain'}>{t(`screen.${row.kind}`)}</Chip>,
            },
            { key: 'mandateIssuer', title: t('desk.mandateIssuer'), cell: (row) => row.issuer },
            { key: 'mandateReason', title: t('desk.mandateReason'), cell: (row) => row.reason },
            { key: 'mandateArea', title: t('desk.mandateArea'), cell: (row) => placeOf(row.areaCode) },
            {
              key: 'mandateSince',
              title: t('desk.mandateSince'),
              cell: (row) => `${day(row.since)} – ${row.untilOn ? day(row.untilOn) : t('desk.noUntil')}`,
            },
            {
              key: 'acts',
              title: t('desk:acts'),
              width: 100,
              cell: (row) => (
                <Popconfirm
                  title={t('desk.mandateEnd')}
                  okText={t('desk.mandateEnd')}
                  onConfirm={() => end.now({ params: { id: row.id } })}
                >
                  <Button size="small" aria-label={`${t('desk.mandateEnd')} ${nameOf(row.tileId)}`}>
                    {t('desk.mandateEnd')}
                  </Button>
                </Popconfirm>
              ),
            },
          ]}
        />
      )}
      {/* Modules say here what communities answered: `{ area }`. */}
      {area !== '' && <Slot name="mandates:answers" of={{ area }} />}
      <Issue
        key={area}
        area={area}
        tools={(tiles.data?.items ?? []).map((tile) => ({ value: tile.id, label: name(tile) }))}
      />
    </DeskPage>
  )
}
