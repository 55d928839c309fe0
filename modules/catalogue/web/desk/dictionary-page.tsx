/** 字段词典 Every field: whose it is, where its one source is, how private, who may have it. */

import type { Static } from '@liren/contract'
import { Button, Chip, Facts, useAsk, useFilters, useMay, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue, type Entry } from '../../contract.ts'
import { ledgers, sharingClasses } from '../../dictionary/entry.ts'
import { useLanguage } from '../language.ts'
import { EntryHistory, RetireEntry } from './entry-history.tsx'
import { KeepEntry } from './keep-entry.tsx'

const EntryFacts = ({ entry }: { entry: Static<typeof Entry> }) => {
  const t = useWords()
  const { list } = useTimes()
  const language = useLanguage()
  return (
    <Facts
      of={[
        [t('screen.entry.key'), <code key="key">{entry.key}</code>],
        [t('screen.entry.type'), t(`screen.type.${entry.type}`)],
        entry.codes !== null && [
          t('screen.entry.codes'),
          list(Object.entries(entry.codes).map(([code, word]) => `${code} ${word[language]}`)),
        ],
        [
          t('screen.entry.owner'),
          entry.ownerUnit ? t('web:noted', { what: entry.owner, note: entry.ownerUnit }) : entry.owner,
        ],
        [t('screen.entry.source'), entry.source],
        [t('screen.entry.sensitivity'), t(`screen.sensitivity.${entry.sensitivity}`)],
        [t('screen.entry.standard'), entry.standard ?? '—'],
        [t('screen.entry.refresh'), t(`screen.refresh.${entry.refresh}`)],
        [t('screen.entry.sharing'), t(`screen.sharing.${entry.sharing}`)],
        entry.sharingBasis !== null && [t('screen.entry.basis'), entry.sharingBasis],
        [t('screen.entry.askedBy'), entry.askedBy.length > 0 ? list(entry.askedBy) : '—'],
        [t('screen.entry.held'), t(`screen.held.${entry.held}`)],
        entry.consent !== null && [t('screen.entry.consent'), t(`consent.${entry.consent.replaceAll('.', '-')}.title`)],
      ]}
    />
  )
}

export default function DictionaryPage() {
  const t = useWords()
  const [filters, filter] = useFilters()
  const language = useLanguage()
  const mayChange = useMay()('entry.change')
  const [isKeeping, setKeeping] = useState(false)
  const open = useAsk(
    catalogue,
    'readEntry',
    { params: { key: filters.open ?? '' } },
    { enabled: filters.open !== undefined },
  )
  const ledger = ledgers.find((one) => one === filters.ledger)
  const sharing = sharingClasses.find((one) => one === filters.sharing)
  return (
    <DeskPage
      title={t('nav.dictionary')}
      hint={t('screen.entry.hint')}
      tools={
        mayChange && (
          <Button
            tone="main"
            onClick={() => {
              filter({ open: null })
              setKeeping(true)
            }}
          >
            {t('screen.entry.add')}
          </Button>
        )
      }
    >
      <ListTable
        contract={catalogue}
        route="listEntries"
        input={{
          query: {
            ...(filters.q ? { q: filters.q } : {}),
            ...(ledger ? { ledger } : {}),
            ...(sharing ? { sharing } : {}),
            ...(filters.state === 'retired' ? { retired: true } : {}),
          },
        }}
        filters={[
          { name: 'q', label: t('screen.entry.find'), kind: 'text' },
          {
            name: 'ledger',
            label: t('screen.entry.ledger'),
            choices: ledgers.map((value) => ({ value, label: t(`screen.ledger.${value}`) })),
          },
          {
            name: 'sharing',
            label: t('screen.entry.sharing'),
            choices: sharingClasses.map((value) => ({ value, label: t(`screen.sharing.${value}`) })),
          },
          {
            name: 'state',
            label: t('screen.dataset.state'),
            choices: [{ value: 'retired', label: t('screen.entry.act.retired') }],
          },
        ]}
        columns={[
          { key: 'name', title: t('screen.entry.name'), cell: (row) => row.name[language] },
          { key: 'key', title: t('screen.entry.key'), width: 230, cell: (row) => <code>{row.key}</code> },
          { key: 'source', title: t('screen.entry.source'), width: 190, cell: (row) => row.source },
          { key: 'owner', title: t('screen.entry.owner'), width: 110, cell: (row) => row.owner },
          {
            key: 'sensitivity',
            title: t('screen.entry.sensitivity'),
            width: 130,
            cell: (row) => (
              <Chip tone={row.sensitivity === 'sensitive' ? 'soon' : 'plain'}>
                {t(`screen.sensitivity.${row.sensitivity}`)}
              </Chip>
            ),
          },
          {
            key: 'sharing',
            title: t('screen.entry.sharing'),
            width: 130,
            cell: (row) => t(`screen.sharing.${row.sharing}`),
          },
        ]}
        onOpen={(row) => {
          setKeeping(false)
          filter({ open: row.key })
        }}
        label={t('nav.dictionary')}
      />
      <Detail
        isOpen={filters.open !== undefined || isKeeping}
        onClose={() => {
          setKeeping(false)
          filter({ open: null })
        }}
        title={open.data?.name[language] ?? t(isKeeping ? 'screen.entry.add' : 'screen.entry.one')}
        width={640}
      >
        {isKeeping ? (
          <KeepEntry key={open.data?.key ?? 'new'} of={open.data ?? null} onDone={() => setKeeping(false)} />
        ) : (
          open.data && (
            <>
              <EntryFacts entry={open.data} />
              {mayChange && <Button onClick={() => setKeeping(true)}>{t('screen.entry.change')}</Button>}
              <RetireEntry key={`${open.data.key} ${open.data.retiredOn}`} of={open.data} />
              <EntryHistory of={open.data} />
            </>
          )
        )}
      </Detail>
    </DeskPage>
  )
}
