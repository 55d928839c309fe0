/** 数源端口 Departments that keep their data and answer through a port: how each fares, what went through it, and the switch that stops it. */
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
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'
import { KeepPort, type Port } from './keep-port.tsx'
import { StopSwitch } from './stop-switch.tsx'

const stale = [[catalogue]] as const

const State = ({ of }: { readonly of: Port }) => {
  const t = useWords('catalogue')
  if (!of.isOn) return <Chip tone="overdue">{t('screen.ports.stopped')}</Chip>
  if (of.kind === 'redirect') return <Chip tone="done">{t('screen.ports.well')}</Chip>
  if (!of.hasSecret) return <Chip tone="soon">{t('screen.ports.noSecret')}</Chip>
  if (of.restsUntil !== null || of.why !== null)
    return (
      <Chip tone="overdue">{t('screen.ports.silent', { why: t(`screen.ports.outcome.${of.why ?? 'busy'}`) })}</Chip>
    )
  return (
    <Chip tone={of.answeredAt ? 'done' : 'plain'}>
      {t(of.answeredAt ? 'screen.ports.well' : 'screen.ports.untried')}
    </Chip>
  )
}

const Switch = ({ of }: { readonly of: Port }) => {
  const t = useWords('catalogue')
  const send = useSend(catalogue, 'switchOwnerPort', { stale, then: () => toast(t('screen.ports.switched'), 'good') })
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

const Calls = ({ code }: { readonly code: string }) => {
  const t = useWords('catalogue')
  const { when, list, number } = useTimes()
  return (
    <Section title={t('screen.ports.callLog')}>
      <ListTable
        contract={catalogue}
        route="listOwnerCalls"
        input={{ params: { code }, query: {} }}
        label={t('screen.ports.callLog')}
        empty={<Empty icon="layers" title={t('screen.ports.noCalls')} hint={t('screen.ports.noCallsHint')} />}
        columns={[
          { key: 'at', title: t('screen.ports.at'), width: 150, cell: (row) => when(row.at) },
          { key: 'by', title: t('screen.ports.by'), width: 110, cell: (row) => row.byName },
          { key: 'what', title: t('screen.ports.keys'), cell: (row) => list(row.fields) },
          { key: 'purpose', title: t('screen.sharing.purpose'), width: 110, cell: (row) => row.purpose },
          {
            key: 'outcome',
            title: t('screen.ports.came'),
            width: 110,
            cell: (row) => (
              <Chip tone={row.outcome === 'answered' ? 'done' : 'overdue'}>
                {t(`screen.ports.outcome.${row.outcome}`)}
              </Chip>
            ),
          },
          { key: 'ms', title: t('screen.ports.ms'), width: 80, isNumber: true, cell: (row) => number(row.ms) },
        ]}
      />
    </Section>
  )
}

const PortDetail = ({ of, onChange }: { readonly of: Port; readonly onChange: () => void }) => {
  const t = useWords('catalogue')
  const may = useMay()
  const { when, list, number } = useTimes()
  const check = useSend(catalogue, 'checkOwnerPort', { stale, then: () => toast(t('screen.ports.knocked'), 'good') })
  return (
    <>
      <Facts
        of={[
          [t('screen.dataset.state'), <State key="state" of={of} />],
          of.because !== null && [t('screen.ports.because'), of.because],
          [t('screen.entry.owner'), of.ownerName],
          [t('screen.ports.kind'), t(`screen.ports.kinds.${of.kind}`)],
          [t('screen.ports.keys'), list(of.fields)],
          [t('screen.ports.url'), of.url],
          of.kind !== 'redirect' && [t('screen.ports.identifiesBy'), t(`screen.ports.identifiers.${of.identifiesBy}`)],
          [t('screen.ports.basis'), of.basis],
          of.kind !== 'redirect' && [t('screen.ports.perMinute'), number(of.perMinute)],
          of.answeredAt !== null && [t('screen.ports.lastAnswer'), when(of.answeredAt)],
          of.p50Ms !== null && [
            t('screen.ports.speed'),
            t('screen.ports.ms50', { p50: of.p50Ms, p95: of.p95Ms ?? of.p50Ms }),
          ],
        ]}
      />
      {may('owner-port.keep') && (
        <p className="button-row">
          <Button onClick={onChange}>{t('screen.ports.change')}</Button>
          {of.kind !== 'redirect' && of.hasSecret && (
            <Button isBusy={check.isSending} onClick={() => check.now({ params: { code: of.code } })}>
              {t('screen.ports.knock')}
            </Button>
          )}
        </p>
      )}
      {may('owner-port.stop') && <Switch key={`${of.code} ${of.isOn}`} of={of} />}
      {of.kind !== 'redirect' && <Calls code={of.code} />}
    </>
  )
}

export default function OwnerPortsPage() {
  const t = useWords('catalogue')
  const may = useMay()
  const { list, number } = useTimes()
  const [filters, filter] = useFilters()
  const [isKeeping, setKeeping] = useState(false)
  const ports = useAsk(catalogue, 'listOwnerPorts', {}, { everySeconds: 60 })
  if (ports.error) return <Failed error={ports.error} again={() => void ports.refetch()} />
  const items = ports.data?.items ?? []
  const open = items.find(({ code }) => code === filters.open)
  return (
    <DeskPage
      title={t('nav.ports')}
      hint={t('screen.ports.hint')}
      tools={
        may('owner-port.keep') && (
          <Button
            tone="main"
            onClick={() => {
              filter({ open: null })
              setKeeping(true)
            }}
          >
            {t('screen.ports.add')}
          </Button>
        )
      }
    >
      {!ports.data ? (
        <Skeleton />
      ) : (
        <Rows
          rows={items}
          rowKey={(row) => row.code}
          label={t('nav.ports')}
          empty={<Empty icon="layers" title={t('screen.ports.none')} hint={t('screen.ports.noneHint')} />}
          columns={[
            { key: 'name', title: t('screen.ports.name'), cell: (row) => row.name },
            { key: 'owner', title: t('screen.entry.owner'), width: 150, cell: (row) => row.ownerName },
            {
              key: 'kind',
              title: t('screen.ports.kind'),
              width: 90,
              cell: (row) => t(`screen.ports.kinds.${row.kind}`),
            },
            { key: 'keys', title: t('screen.ports.keys'), cell: (row) => list(row.fields) },
            { key: 'state', title: t('screen.dataset.state'), width: 170, cell: (row) => <State of={row} /> },
            {
              key: 'calls',
              title: t('screen.ports.calls'),
              width: 100,
              isNumber: true,
              cell: (row) => number(row.calls),
            },
            {
              key: 'share',
              title: t('screen.ports.answered'),
              width: 90,
              isNumber: true,
              cell: (row) => (row.answeredShare === null ? '—' : `${number(Math.round(row.answeredShare * 100))}%`),
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
        onClose={() => {
          setKeeping(false)
          filter({ open: null })
        }}
        title={open?.name ?? t('screen.ports.add')}
        width={720}
      >
        {isKeeping ? (
          <KeepPort key={open?.code ?? 'new'} of={open ?? null} onDone={() => setKeeping(false)} />
        ) : (
          open && <PortDetail of={open} onChange={() => setKeeping(true)} />
        )}
      </Detail>
    </DeskPage>
  )
}
