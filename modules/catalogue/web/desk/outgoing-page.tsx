/** 外送 Systems that are told when something changes here, so that nobody types it there again; what waits, what failed, and sheets for typing. */
import {
  Button,
  Chip,
  Empty,
  Facts,
  Failed,
  Section,
  Skeleton,
  toast,
  useAsk,
  useFilters,
  useMay,
  useProof,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable, Rows, saveFile } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'
import { KeepSubscriber, type System } from './keep-subscriber.tsx'
import { StopSwitch } from './stop-switch.tsx'

const stale = [[catalogue]] as const
const tones = { waiting: 'soon', sent: 'done', failed: 'overdue', filed: 'main' } as const

const Log = ({ of }: { readonly of: System }) => {
  const t = useWords('catalogue')
  const { when, list } = useTimes()
  const mayKeep = useMay()('outgoing.keep')
  const send = useSend(catalogue, 'replayDeliveries', {
    stale,
    then: ({ again }) => toast(t('screen.outgoing.again', { count: again }), 'good'),
  })
  const replay = (body: { deliveryId?: string; state?: 'failed' }) => send.now({ params: { code: of.code }, body })
  return (
    <Section
      title={t('screen.outgoing.log')}
      tools={
        mayKeep &&
        of.failed > 0 && (
          <Button isBusy={send.isSending} onClick={() => replay({ state: 'failed' })}>
            {t('screen.outgoing.replayFailed')}
          </Button>
        )
      }
    >
      <ListTable
        contract={catalogue}
        route="listDeliveries"
        input={{ params: { code: of.code }, query: {} }}
        label={t('screen.outgoing.log')}
        empty={<Empty icon="refresh" title={t('screen.outgoing.nothing')} hint={t('screen.outgoing.nothingHint')} />}
        columns={[
          { key: 'at', title: t('screen.ports.at'), width: 150, cell: (row) => when(row.at) },
          { key: 'who', title: t('screen.outgoing.who'), width: 110, cell: (row) => row.displayName },
          {
            key: 'kind',
            title: t('screen.outgoing.what'),
            width: 130,
            cell: (row) => t(`screen.outgoing.kinds.${row.kind}`),
          },
          { key: 'fields', title: t('screen.ports.keys'), cell: (row) => list(row.fields) || '—' },
          {
            key: 'state',
            title: t('screen.dataset.state'),
            width: 190,
            cell: (row) => (
              <span className="chip-row">
                <Chip tone={tones[row.state]}>{t(`screen.outgoing.state.${row.state}`)}</Chip>
                {row.failure !== null && row.state !== 'sent' && <span>{row.failure}</span>}
              </span>
            ),
          },
          {
            key: 'acts',
            title: t('desk:acts'),
            width: 100,
            cell: (row) =>
              mayKeep && (row.state === 'failed' || row.state === 'sent') ? (
                <Button tone="quiet" isBusy={send.isSending} onClick={() => replay({ deliveryId: row.id })}>
                  {t('screen.outgoing.replay')}
                </Button>
              ) : null,
          },
        ]}
      />
    </Section>
  )
}

const Sheets = ({ of }: { readonly of: System }) => {
  const t = useWords('catalogue')
  const { when, number } = useTimes()
  const { act, sheet } = useProof()
  const sheets = useAsk(catalogue, 'listSheets', { params: { code: of.code } })
  const make = useSend(catalogue, 'makeSheet', { stale, then: () => toast(t('screen.outgoing.made'), 'good') })
  const confirm = useSend(catalogue, 'confirmSheet', {
    stale,
    then: () => toast(t('screen.outgoing.confirmed'), 'good'),
  })
  return (
    <Section
      title={t('screen.outgoing.sheets')}
      tools={
        <Button
          tone="main"
          isBusy={make.isSending}
          disabled={of.waiting === 0}
          onClick={() => make.now({ params: { code: of.code } })}
        >
          {t('screen.outgoing.make')}
        </Button>
      }
    >
      <p>{t('screen.outgoing.sheetsHint')}</p>
      {sheet}
      <Rows
        rows={sheets.data?.items ?? []}
        rowKey={(row) => row.id}
        isLoading={sheets.isLoading}
        error={sheets.error}
        again={() => void sheets.refetch()}
        label={t('screen.outgoing.sheets')}
        empty={<Empty icon="document" title={t('screen.outgoing.noSheets')} />}
        columns={[
          { key: 'at', title: t('screen.ports.at'), cell: (row) => when(row.madeAt) },
          { key: 'rows', title: t('screen.outgoing.rows'), width: 80, isNumber: true, cell: (row) => number(row.rows) },
          {
            key: 'acts',
            title: t('desk:acts'),
            width: 230,
            cell: (row) => (
              <span className="button-row">
                <Button
                  tone="quiet"
                  onClick={() => void act(() => saveFile(`/api/catalogue/subscribers/${of.code}/sheets/${row.id}/csv`))}
                >
                  {t('screen.outgoing.take')}
                </Button>
                {row.isConfirmed ? (
                  <Chip tone="done">{t('screen.outgoing.state.sent')}</Chip>
                ) : (
                  <Button
                    tone="quiet"
                    isBusy={confirm.isSending}
                    onClick={() => confirm.now({ params: { code: of.code, id: row.id } })}
                  >
                    {t('screen.outgoing.confirm')}
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
    </Section>
  )
}

const Switch = ({ of }: { readonly of: System }) => {
  const t = useWords('catalogue')
  const send = useSend(catalogue, 'switchSubscriber', { stale, then: () => toast(t('screen.ports.switched'), 'good') })
  return (
    <StopSwitch
      key={String(of.isOn)}
      isOn={of.isOn}
      isBusy={send.isSending}
      error={send.errors.because}
      onSwitch={(because) => send.now({ params: { code: of.code }, body: { isOn: !of.isOn, because } })}
    />
  )
}

const State = ({ of }: { readonly of: System }) => {
  const t = useWords('catalogue')
  if (!of.isOn) return <Chip tone="overdue">{t('screen.ports.stopped')}</Chip>
  if (of.way === 'push' && !of.hasSecret) return <Chip tone="soon">{t('screen.ports.noSecret')}</Chip>
  if (of.failed > 0) return <Chip tone="overdue">{t('screen.outgoing.someFailed', { count: of.failed })}</Chip>
  return <Chip tone={of.waiting > 0 ? 'soon' : 'done'}>{t('screen.outgoing.someWait', { count: of.waiting })}</Chip>
}

const SystemDetail = ({ of, onChange }: { readonly of: System; readonly onChange: () => void }) => {
  const t = useWords('catalogue')
  const may = useMay()
  const { list, when } = useTimes()
  return (
    <>
      <Facts
        of={[
          [t('screen.dataset.state'), <State key="state" of={of} />],
          of.because !== null && [t('screen.ports.because'), of.because],
          [t('screen.outgoing.unit'), of.ownerName],
          [t('screen.outgoing.way'), t(`screen.outgoing.ways.${of.way}`)],
          of.url !== null && [t('screen.ports.url'), of.url],
          [t('screen.outgoing.hears'), list(of.kinds.map((kind) => t(`screen.outgoing.kinds.${kind}`)))],
          [t('screen.outgoing.keys'), list(of.fields) || '—'],
          [t('screen.ports.basis'), of.basis],
          of.lastSentAt !== null && [t('screen.outgoing.last'), when(of.lastSentAt)],
        ]}
      />
      {may('outgoing.keep') && <Button onClick={onChange}>{t('screen.ports.change')}</Button>}
      {of.way === 'file' && may('outgoing.type') && <Sheets of={of} />}
      <Log of={of} />
      {may('outgoing.keep') && <Switch key={`${of.code} ${of.isOn}`} of={of} />}
    </>
  )
}

export default function OutgoingPage() {
  const t = useWords()
  const may = useMay()
  const { number } = useTimes()
  const [filters, filter] = useFilters()
  const [isKeeping, setKeeping] = useState(false)
  const systems = useAsk(catalogue, 'listSubscribers', {}, { everySeconds: 60 })
  if (systems.error) return <Failed error={systems.error} again={() => void systems.refetch()} />
  const items = systems.data?.items ?? []
  const open = items.find(({ code }) => code === filters.open)
  const close = () => {
    setKeeping(false)
    filter({ open: null })
  }
  return (
    <DeskPage
      title={t('nav.outgoing')}
      hint={t('screen.outgoing.hint')}
      tools={
        may('outgoing.keep') && (
          <Button
            tone="main"
            onClick={() => {
              close()
              setKeeping(true)
            }}
          >
            {t('screen.outgoing.add')}
          </Button>
        )
      }
    >
      {!systems.data ? (
        <Skeleton />
      ) : (
        <Rows
          rows={items}
          rowKey={(row) => row.code}
          label={t('nav.outgoing')}
          empty={<Empty icon="refresh" title={t('screen.outgoing.none')} hint={t('screen.outgoing.noneHint')} />}
          columns={[
            { key: 'name', title: t('screen.outgoing.name'), cell: (row) => row.name },
            { key: 'unit', title: t('screen.outgoing.unit'), width: 150, cell: (row) => row.ownerName },
            {
              key: 'way',
              title: t('screen.outgoing.way'),
              width: 130,
              cell: (row) => t(`screen.outgoing.ways.${row.way}`),
            },
            { key: 'state', title: t('screen.dataset.state'), width: 150, cell: (row) => <State of={row} /> },
            {
              key: 'sent',
              title: t('screen.outgoing.sent'),
              width: 110,
              isNumber: true,
              cell: (row) => number(row.sent),
            },
          ]}
          onOpen={(row) => {
            setKeeping(false)
            filter({ open: row.code })
          }}
        />
      )}
      <Detail
        isOpen={open !== undefined || isKeeping}
        onClose={close}
        title={open?.name ?? t('screen.outgoing.add')}
        width={760}
      >
        {isKeeping ? (
          <KeepSubscriber key={open?.code ?? 'new'} of={open ?? null} onDone={() => setKeeping(false)} />
        ) : (
          open && <SystemDetail of={open} onChange={() => setKeeping(true)} />
        )}
      </Detail>
    </DeskPage>
  )
}
