/** The desk of linked tools that sign people on: what each asks for, its secret shown once, off in one step. */
import {
  ask,
  Button,
  Confirm,
  Empty,
  Failed,
  Skeleton,
  useAsk,
  useLook,
  useProof,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, Panel } from '@liren/web/desk'
import { Switch, Table, Typography } from 'antd'
import { useState } from 'react'
import { type ClientRow, signOn } from '../../contract.ts'

type Row = ClientRow
type Given = { readonly clientId: string; readonly clientSecret: string; readonly issuer: string }

const Shown = ({ given, onClose }: { given: Given | null; onClose: () => void }) => {
  const t = useWords()
  return (
    <Detail isOpen={given !== null} onClose={onClose} title={t('desk.secret')}>
      <p>{t('desk.shownOnce')}</p>
      {given &&
        (
          [
            ['issuer', given.issuer],
            ['clientId', given.clientId],
            ['clientSecret', given.clientSecret],
          ] as const
        ).map(([key, value]) => (
          <div key={key}>
            <p className="field-hint">{t(`desk.${key}`)}</p>
            <Typography.Paragraph copyable={{ text: value, tooltips: [t('desk.copy'), t('desk.copied')] }} code>
              {value}
            </Typography.Paragraph>
          </div>
        ))}
    </Detail>
  )
}

export default function ClientsPage() {
  const t = useWords()
  const { locale } = useLook()
  const { day, when } = useTimes()
  const { data, error, refetch } = useAsk(signOn, 'clients', {})
  const turn = useSend(signOn, 'switchClient', { stale: [[signOn]] })
  const { act, sheet } = useProof()
  const [given, show] = useState<Given | null>(null)
  const [sure, confirm] = useState<Row | null>(null)
  const make = (id: string) => {
    confirm(null)
    void act(async () => {
      show(await ask(signOn, 'makeSecret', { params: { id } }))
      void refetch()
    })
  }
  const nameOf = (row: Row) => row.name[locale] || row.name['zh-CN']
  return (
    <DeskPage title={t('nav.clients')} hint={t('desk.hint')}>
      {sheet}
      <Shown given={given} onClose={() => show(null)} />
      <Confirm
        isOpen={sure !== null}
        onClose={() => confirm(null)}
        title={t('desk.remake')}
        verb={t('desk.remake')}
        onYes={() => sure && make(sure.toolId)}
        isUrgent
      >
        <p>{t('desk.makeSure')}</p>
      </Confirm>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && (
        <Panel>
          <p>
            {t('desk.issuer')}{' '}
            <Typography.Text code copyable={{ text: data.issuer, tooltips: [t('desk.copy'), t('desk.copied')] }}>
              {data.issuer}
            </Typography.Text>
          </p>
        </Panel>
      )}
      {data?.items.length === 0 && <Empty icon="link" title={t('desk.none')} hint={t('desk.noneHint')} />}
      {data && data.items.length > 0 && (
        <Table<Row>
          size="small"
          rowKey="toolId"
          pagination={data.items.length > 50 ? { pageSize: 50 } : false}
          dataSource={[...data.items]}
          scroll={{ x: 960 }}
          columns={[
            {
              title: t('desk.tool'),
              render: (_, row) => (
                <>
                  {nameOf(row)}
                  <br />
                  <span className="field-hint">{row.unit[locale] || row.unit['zh-CN']}</span>
                </>
              ),
            },
            {
              title: t('desk.on'),
              width: 90,
              render: (_, row) => (
                <Switch
                  aria-label={`${t('desk.on')} ${nameOf(row)}`}
                  checked={row.isOn}
                  onChange={(isOn) => turn.now({ params: { id: row.toolId }, body: { isOn } })}
                />
              ),
            },
            {
              title: t('desk.asks'),
              render: (_, row) =>
                row.claims.map((claim) => t(`claim.${claim}`)).join(locale === 'en' ? ', ' : '、') || t('desk.nothing'),
            },
            {
              title: t('desk.back'),
              render: (_, row) => row.redirectUrls.map((url) => <div key={url}>{url}</div>),
            },
            { title: t('desk.people'), width: 110, align: 'right', render: (_, row) => row.people },
            {
              title: t('desk.last'),
              width: 140,
              render: (_, row) => (row.lastSignOnAt ? when(row.lastSignOnAt) : '—'),
            },
            {
              title: t('desk.secret'),
              width: 210,
              render: (_, row) => (
                <>
                  {row.secretAt ? t('desk.hasSecret', { when: day(row.secretAt) }) : t('desk.noSecret')}
                  <br />
                  <Button
                    onClick={() => (row.hasSecret ? confirm(row) : make(row.toolId))}
                    aria-label={`${t(row.hasSecret ? 'desk.remake' : 'desk.make')} ${nameOf(row)}`}
                  >
                    {t(row.hasSecret ? 'desk.remake' : 'desk.make')}
                  </Button>
                </>
              ),
            },
          ]}
        />
      )}
    </DeskPage>
  )
}
