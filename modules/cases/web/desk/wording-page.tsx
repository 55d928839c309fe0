/** 来源与用词 What the district says itself: channels of reports, words that mean danger, words that are not shown to everybody. */
import {
  Button,
  Chip,
  Empty,
  Failed,
  Segments,
  Skeleton,
  TextField,
  toast,
  useAsk,
  useFilters,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Columns, DeskPage, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { cases, type Wording } from '../../contract.ts'
import { linesOf, SafetyForm, SourceForm } from './wording-forms.tsx'
import './desk.css'

const parts = ['sources', 'safety', 'moderation'] as const

const Sources = ({ of }: { of: Wording }) => {
  const t = useWords('cases')
  const [edited, setEdited] = useState<Wording['sources'][number] | 'new' | null>(null)
  return (
    <Panel title={t('wording.sources')} tools={<Button onClick={() => setEdited('new')}>{t('wording.add')}</Button>}>
      <Rows
        rows={of.sources}
        label={t('wording.sources')}
        rowKey={(row) => row.code}
        onOpen={setEdited}
        columns={[
          { key: 'name', title: t('wording.name'), isHead: true, cell: (row) => row.name },
          { key: 'letter', title: t('wording.letter'), width: 100, cell: (row) => row.letter },
          { key: 'start', title: t('wording.start'), width: 140, cell: (row) => t(`wordingStart.${row.start}`) },
          {
            key: 'roles',
            title: t('wording.roles'),
            cell: (row) => (
              <span className="chips">
                {row.roles.map((role) => (
                  <Chip key={role}>{t(`role.${role}`)}</Chip>
                ))}
              </span>
            ),
          },
        ]}
      />
      {edited && <SourceForm of={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Panel>
  )
}

const Safety = ({ of }: { of: Wording }) => {
  const t = useWords('cases')
  const { list } = useTimes()
  const [edited, setEdited] = useState<Wording['safety'][number] | 'new' | null>(null)
  return (
    <Panel title={t('wording.safety')} tools={<Button onClick={() => setEdited('new')}>{t('wording.add')}</Button>}>
      <Rows
        rows={of.safety}
        label={t('wording.safety')}
        rowKey={(row) => row.code}
        onOpen={setEdited}
        columns={[
          { key: 'words', title: t('wording.safety'), isHead: true, cell: (row) => list(row.words) },
          { key: 'advise', title: t('wording.advise'), width: 160, cell: (row) => row.advise.join(' ') },
          { key: 'adviceZh', title: t('wording.adviceZh'), cell: (row) => row.adviceZh },
        ]}
      />
      {edited && <SafetyForm of={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Panel>
  )
}

const Moderation = ({ of }: { of: Wording }) => {
  const t = useWords('cases')
  const said = (kind: 'abuse' | 'advert') =>
    of.moderation.flatMap((one) => (one.kind === kind ? [one.word] : [])).join('\n')
  const [abuse, setAbuse] = useState(said('abuse'))
  const [advert, setAdvert] = useState(said('advert'))
  const send = useSend(cases, 'putModeration', { then: () => toast(t('wording.kept'), 'good') })
  const items = (['abuse', 'advert'] as const).flatMap((kind) =>
    linesOf(kind === 'abuse' ? abuse : advert).map((word) => ({ word, kind })),
  )
  const wrong = Object.entries(send.errors)[0]
  /** The item a refusal names stands in the one list or the other. */
  const at = wrong ? items[Number(/^items\.(\d+)/.exec(wrong[0])?.[1])] : undefined
  const errorOf = (kind: 'abuse' | 'advert') => (wrong && at?.kind === kind ? `“${at.word}” ${wrong[1]}` : undefined)
  return (
    <Panel title={t('wording.moderation')}>
      <p className="case-note">{t('wording.moderationHint')}</p>
      <div className="two">
        <TextField
          label={t('wording.abuse')}
          rows={10}
          value={abuse}
          error={errorOf('abuse')}
          onChange={(event) => setAbuse(event.target.value)}
        />
        <TextField
          label={t('wording.advert')}
          rows={10}
          value={advert}
          error={errorOf('advert')}
          onChange={(event) => setAdvert(event.target.value)}
        />
      </div>
      <p className="button-row">
        <Button tone="main" isBusy={send.isSending} onClick={() => send.now({ body: { items } })}>
          {t('wording.keep')}
        </Button>
        <span className="case-note">{t('wording.count', { n: items.length })}</span>
      </p>
    </Panel>
  )
}

const shown = { sources: Sources, safety: Safety, moderation: Moderation }
const changedPart = { source: 'sources', safety: 'safety', moderation: 'moderation' } as const

export default function WordingPage() {
  const t = useWords('cases')
  const { when } = useTimes()
  const [filters, filter] = useFilters()
  const { data, error, refetch } = useAsk(cases, 'wording', {})
  const part = parts.find((one) => one === filters.part) ?? 'sources'
  const Part = shown[part]
  return (
    <DeskPage title={t('nav.wording')} hint={t('wording.hint')}>
      <Segments
        label={t('nav.wording')}
        value={part}
        onChange={(value) => filter({ part: value })}
        choices={parts.map((value) => ({ value, label: t(`wording.${value}`) }))}
      />
      {error && !data ? <Failed error={error} again={() => void refetch()} /> : !data && <Skeleton rows={8} />}
      {data && (
        <Columns
          main={<Part key={`${part} ${data.changes[0]?.id ?? ''}`} of={data} />}
          aside={
            <Panel title={t('wording.changes')}>
              <Rows
                rows={data.changes}
                label={t('wording.changes')}
                rowKey={(row) => row.id}
                empty={<Empty icon="clock" title={t('wording.none')} hint={t('wording.noneHint')} />}
                atFirst={10}
                columns={[
                  {
                    key: 'what',
                    title: t('wording.what'),
                    isHead: true,
                    cell: (row) =>
                      [t(`wording.${changedPart[row.part]}`), row.part === 'moderation' ? '' : row.code]
                        .filter(Boolean)
                        .join(' '),
                  },
                  { key: 'who', title: t('wording.who'), cell: (row) => row.byName },
                  { key: 'at', title: t('wording.at'), cell: (row) => when(row.at) },
                ]}
              />
            </Panel>
          }
        />
      )}
    </DeskPage>
  )
}
