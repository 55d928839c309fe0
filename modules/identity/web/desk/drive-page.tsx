/** 注册宣传: targets of communities, the places where codes hang, and their posters; teams stand in the order of their names. */
import {
  Empty,
  Failed,
  Notice,
  Skeleton,
  toast,
  useArea,
  useAsk,
  useMay,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Panel, Rows } from '@liren/web/desk'
import { Button, DatePicker, Form, Input, InputNumber, Popconfirm, QRCode, Space } from 'antd'
import type { Dayjs } from 'dayjs'
import { identity } from '../../contract.ts'
import './drive.css'

const dayText = (day: Dayjs) => day.format('YYYY-MM-DD')

const Target = ({ area }: { area: string }) => {
  const t = useWords()
  const send = useSend(identity, 'setDriveTarget', {
    stale: [[identity, 'drive']],
    then: () => toast(t('screen.drive.saved'), 'good'),
  })
  return (
    <Form<{ people: number; days: [Dayjs, Dayjs] }>
      layout="inline"
      onFinish={({ people, days: [from, until] }) =>
        send.now({ params: { area }, body: { people, fromOn: dayText(from), untilOn: dayText(until) } })
      }
    >
      <Form.Item name="people" label={t('screen.drive.target')} rules={[{ required: true }]}>
        <InputNumber min={1} max={1_000_000} />
      </Form.Item>
      <Form.Item name="days" label={t('screen.drive.days')} rules={[{ required: true }]}>
        <DatePicker.RangePicker />
      </Form.Item>
      <Button htmlType="submit" loading={send.isSending}>
        {t('screen.drive.setTarget')}
      </Button>
    </Form>
  )
}

const AddPoint = ({ area }: { area: string }) => {
  const t = useWords()
  const [form] = Form.useForm<{ place: string; team: string }>()
  const send = useSend(identity, 'addDrivePoint', {
    stale: [[identity, 'drive']],
    then: () => {
      form.resetFields()
      toast(t('screen.drive.saved'), 'good')
    },
  })
  return (
    <Form
      form={form}
      layout="inline"
      onFinish={(body: { place: string; team: string }) => send.now({ params: { area }, body })}
    >
      <Form.Item
        name="place"
        label={t('screen.drive.place')}
        extra={t('screen.drive.placeHint')}
        rules={[{ required: true }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name="team"
        label={t('screen.drive.team')}
        extra={t('screen.drive.teamHint')}
        rules={[{ required: true }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Button htmlType="submit" loading={send.isSending}>
        {t('screen.drive.addPoint')}
      </Button>
    </Form>
  )
}

type Poster = { readonly key: string; readonly where: string; readonly note: string; readonly url: string }

const Posters = ({ of, area }: { of: readonly Poster[]; area: string }) => {
  const t = useWords()
  const { data } = useAsk(identity, 'intakeCode', { params: { area } })
  return (
    <section className="panel drive-pack" aria-label={t('screen.drive.pack')}>
      <div className="panel-head">
        <h2>{t('screen.drive.pack')}</h2>
        <Space>
          <span className="field-hint">
            {t('screen.drive.of', { n: of.length })} · {t('screen.drive.printOne')}
          </span>
          <Button onClick={() => globalThis.print()}>{t('screen.drive.print')}</Button>
        </Space>
      </div>
      <div className="drive-posters">
        {of.map(({ key, where, note, url }) => (
          <article key={key} className="drive-poster">
            <h3>{data?.title ?? ''}</h3>
            <strong>{where}</strong>
            {/* Not for listeners: the address stands below in words. */}
            <div aria-hidden="true">
              <QRCode value={url} type="svg" size={180} bgColor="#fff" color="#000" />
            </div>
            <small>{url}</small>
            <ol>
              {data?.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <small>{note}</small>
          </article>
        ))}
      </div>
    </section>
  )
}

export default function DrivePage() {
  const t = useWords()
  const may = useMay()
  const { day, number } = useTimes()
  const { code, areas } = useArea()
  const session = useSession()
  const area = code ?? session.grants.find(({ area: own }) => own.length === 12)?.area ?? null
  const { data, error, isLoading, refetch } = useAsk(
    identity,
    'drive',
    { params: { area: area ?? '' } },
    { enabled: area !== null },
  )
  const end = useSend(identity, 'endDrivePoint', { stale: [[identity, 'drive']] })
  const nameOf = (of: string) => areas.find((one) => one.code === of)?.name ?? of
  if (area === null)
    return (
      <DeskPage title={t('nav.drive')}>
        <Notice>{t('screen.chooseArea')}</Notice>
      </DeskPage>
    )
  const isOwn = may('drive.run') && !area.endsWith('000')
  const posters: readonly Poster[] = [
    ...(data?.communities ?? []).map((one) => ({
      key: one.areaCode,
      where: nameOf(one.areaCode),
      note: '',
      url: one.url,
    })),
    ...(data?.points ?? [])
      .filter((one) => !one.isEnded)
      .map((one) => ({
        key: one.source,
        where: nameOf(one.areaCode),
        note: `${one.place} · ${one.team}`,
        url: one.url,
      })),
  ]
  return (
    <DeskPage title={t('nav.drive')} hint={t('screen.drive.lead')}>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {isLoading && <Skeleton rows={6} />}
      {data && (
        <>
          <Panel title={t('screen.drive.communities')}>
            {isOwn && <Target key={area} area={area} />}
            <Rows
              rows={data.communities}
              rowKey={(row) => row.areaCode}
              label={t('screen.drive.communities')}
              atFirst={50}
              columns={[
                { key: 'area', title: t('screen.area'), cell: (row) => nameOf(row.areaCode) },
                {
                  key: 'days',
                  title: t('screen.drive.days'),
                  width: 200,
                  cell: ({ target }) => (target ? `${day(target.fromOn)} – ${day(target.untilOn)}` : '—'),
                },
                {
                  key: 'target',
                  title: t('screen.drive.target'),
                  width: 110,
                  isNumber: true,
                  cell: ({ target }) => (target ? number(target.people) : t('screen.drive.noTarget')),
                },
                {
                  key: 'registered',
                  title: t('screen.drive.registered'),
                  width: 110,
                  isNumber: true,
                  cell: (row) => number(row.registered),
                },
                {
                  key: 'reach',
                  title: t('screen.drive.reach'),
                  width: 90,
                  isNumber: true,
                  cell: ({ target, registered }) =>
                    target ? `${Math.round((registered / target.people) * 100)}%` : '—',
                },
              ]}
            />
          </Panel>
          <Panel title={t('screen.drive.points')}>
            {isOwn && <AddPoint key={area} area={area} />}
            <Rows
              rows={data.points}
              rowKey={(row) => `${row.areaCode} ${row.source}`}
              label={t('screen.drive.points')}
              atFirst={50}
              empty={<Empty icon="flag" title={t('screen.drive.noPoints')} hint={t('screen.drive.noPointsHint')} />}
              columns={[
                { key: 'place', title: t('screen.drive.place'), cell: (row) => row.place },
                { key: 'team', title: t('screen.drive.team'), width: 180, cell: (row) => row.team },
                { key: 'area', title: t('screen.area'), width: 150, cell: (row) => nameOf(row.areaCode) },
                {
                  key: 'visited',
                  title: t('screen.drive.visited'),
                  width: 110,
                  isNumber: true,
                  cell: (row) => number(row.visited),
                },
                {
                  key: 'registered',
                  title: t('screen.drive.registered'),
                  width: 110,
                  isNumber: true,
                  cell: (row) => number(row.registered),
                },
                {
                  key: 'end',
                  title: '',
                  width: 110,
                  cell: (row) =>
                    row.isEnded ? (
                      t('screen.drive.ended')
                    ) : isOwn ? (
                      <Popconfirm
                        title={t('screen.drive.endPoint')}
                        okText={t('screen.drive.endPoint')}
                        cancelText={t('screen.leaveIt')}
                        onConfirm={() => end.now({ params: { area: row.areaCode, source: row.source } })}
                      >
                        <Button size="small">{t('screen.drive.endPoint')}</Button>
                      </Popconfirm>
                    ) : null,
                },
              ]}
            />
          </Panel>
          <Posters of={posters} area={area} />
        </>
      )}
    </DeskPage>
  )
}
