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
import { DeskPage, Detail, Panel, Rows } from '@liren/web/desk'
import { Switch, Typography } from 'antd'
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
        <Rows<Row>
          rowKey={({ toolId }) => toolId}
          rows={data.items}
          columns={[
            {
              key: 'tool',
              title: t('desk.tool'),
              cell: (row) => (
                <>
                  {nameOf(row)}
                  <br />
                  <span className="field-hint">{row.unit[locale] || row.unit['zh-CN']}</span>
                </>
              ),
            },
            {
              key: 'on',
              title: t('desk.on'),
              width: 90,
              cell: (row) => (
                <Switch
                  aria-label={`${t('desk.on')} ${nameOf(row)}`}
                  checked={row.isOn}
                  onChange={(isOn) => turn.now({ params: { id: row.toolId }, body: { isOn } })}
                />
              ),
            },
            {
              key: 'asks',
              title: t('desk.asks'),
              cell: (row) =>
                row.claims.map((claim) => t(`claim.${claim}`)).join(locale === 'en' ? ', ' : '、') || t('desk.nothing'),
            },
            {
              key: 'back',
              title: t('desk.back'),
              cell: (row) => row.redirectUrls.map((url) => <div key={url}>{url}</div>),
            },
            { key: 'people', title: t('desk.people'), width: 110, isNumber: true, cell: (row) => row.people },
            {
              key: 'last',
              title: t('desk.last'),
              width: 140,
              cell: (row) => (row.lastSignOnAt ? when(row.lastSignOnAt) : '—'),
            },
            {
              key: 'secret',
              title: t('desk.secret'),
              width: 210,
              cell: (row) => (
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
