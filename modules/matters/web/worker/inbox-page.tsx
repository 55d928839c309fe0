/** One inbox for everything that waits for me and my units, by due time, whatever the module. */
import {
  AsOf,
  Empty,
  Icon,
  keyOf,
  Link,
  List,
  Page,
  Segments,
  SelectField,
  Slot,
  useAsk,
  useFilters,
  useLive,
  usePages,
  useSession,
  useWords,
} from '@liren/web'
import { matters } from '../../contract.ts'
import { ErrandButton } from '../errand-button.tsx'
import { MatterRow } from '../matter-row.tsx'

/** A kind is a process: named by its module, `cases.case-handling`. */
const kindOf = (row: { readonly module: string; readonly process: string }) => `${row.module}.${row.process}`

const parts = ['mine', 'unit', 'support'] as const

export default function InboxPage() {
  const t = useWords('matters')
  const session = useSession()
  const [filters, filter] = useFilters()
  const part = parts.find((one) => one === filters.part)
  const process = filters.kind?.split('.')[1]
  const rule = useAsk(matters, 'inboxOrder', {}, { staleSeconds: 600 })
  const waiting = usePages(
    matters,
    'inbox',
    { query: { ...(process ? { process } : {}), ...(part ? { part } : {}) } },
    { isKept: true },
  )
  const known = useAsk(matters, 'inboxKinds', {}, { isKept: true })
  const units = [...new Set(session.grants.flatMap((grant) => (grant.unitId ? [`unit:${grant.unitId}`] : [])))]
  useLive([session.id && `account:${session.id}`, ...units], [keyOf(matters, 'inbox'), keyOf(matters, 'inboxKinds')])
  const kinds = [
    ...new Set([...(filters.kind ? [filters.kind] : []), ...(known.data?.kinds ?? waiting.items).map(kindOf)]),
  ]
  const kindWord = (kind: string) => {
    const [module = '', name = ''] = kind.split('.')
    const key = `${module}:process.${name}.title`
    const word = t(key)
    // A process that came while the house was running has no word of its own here: its module says what it is.
    return word === key ? t(`${module}:title`) : word
  }
  const isFiltered = part !== undefined || filters.kind !== undefined
  return (
    <Page
      title={t('screen.inbox')}
      back={false}
      tools={
        <>
          <Link to="/matters/agenda" className="icon-button" aria-label={t('nav.agenda')}>
            <Icon name="calendar" />
          </Link>
          <button type="button" className="icon-button" onClick={waiting.again} aria-label={t('screen.refresh')}>
            <Icon name="refresh" />
          </button>
        </>
      }
    >
      <AsOf of={waiting} />
      <Slot name="inbox:above" of={session} />
      {rule.data && <p className="field-hint">{t(`screen.inboxOrder.${rule.data.order}`)}</p>}
      <Segments
        label={t('screen.inbox')}
        value={part ?? 'all'}
        onChange={(value) => filter({ part: value === 'all' ? null : value })}
        choices={['all', ...parts].map((value) => ({ value, label: t(`screen.part.${value}`) }))}
      />
      {kinds.length > 1 && (
        <SelectField
          label={t('screen.kind')}
          placeholder={t('screen.kindAll')}
          value={filters.kind ?? ''}
          onChange={(event) => filter({ kind: event.target.value || null })}
          choices={kinds.map((kind) => ({ value: kind, label: kindWord(kind) }))}
        />
      )}
      <List
        {...waiting}
        label={t('screen.inbox')}
        keyOf={(row) => `${row.id}/${row.part}`}
        empty={
          <Empty
            icon="check"
            title={t(isFiltered ? 'screen.inboxNoneSuch' : 'screen.inboxEmpty')}
            hint={t(isFiltered ? 'screen.inboxNoneSuchHint' : 'screen.inboxEmptyHint')}
          />
        }
      >
        {(row) => <MatterRow of={row} list="inbox" />}
      </List>
      <p className="button-row">
        <ErrandButton />
      </p>
      <Slot name="inbox:below" of={session} />
    </Page>
  )
}
