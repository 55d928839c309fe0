/** The modules of this installation: what each needs, offers, asks permission for and keeps about people. */
import { useState } from 'react'
import { Failed } from '../phone/list.tsx'
import { Facts, Section } from '../phone/page.tsx'
import { useTimes } from '../times.ts'
import { useWords } from '../words.ts'
import { DeskPage } from './desk-page.tsx'
import { Detail } from './detail.tsx'
import { type ModuleRow, useModules } from './kernel-api.ts'
import { Rows } from './list-table.tsx'

export default function ModulesPage() {
  const t = useWords('web')
  const { list } = useTimes()
  const { data, error, isLoading, refetch } = useModules()
  const [open, setOpen] = useState<ModuleRow | null>(null)
  const titleOf = (name: string) => data?.items.find((one) => one.name === name)?.title ?? name
  return (
    <DeskPage title={t('desk:modules')} hint={t('desk:modulesHint')}>
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : (
        <Rows
          rows={data?.items ?? []}
          rowKey={({ name }) => name}
          isLoading={isLoading}
          onOpen={setOpen}
          columns={[
            { key: 'title', title: t('desk:module'), width: 140, cell: (row) => row.title },
            { key: 'name', title: t('desk:moduleName'), width: 150, cell: (row) => <code>{row.name}</code> },
            { key: 'version', title: t('desk:version'), width: 90, cell: (row) => row.version },
            { key: 'needs', title: t('desk:needs'), cell: (row) => list(row.needs.map(titleOf)) || '—' },
            { key: 'routes', title: t('desk:routes'), width: 90, isNumber: true, cell: (row) => row.routes },
            { key: 'personal', title: t('desk:personal'), cell: (row) => row.holdsPersonalData ?? '—' },
          ]}
        />
      )}
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.title}>
        {open && (
          <>
            <Facts
              of={[
                [t('desk:moduleName'), open.name],
                [t('desk:version'), open.version],
                [t('desk:needs'), list(open.needs.map(titleOf)) || '—'],
                [t('desk:personal'), open.holdsPersonalData ?? '—'],
              ]}
            />
            {open.permissions.length > 0 && (
              <Section title={t('desk:permissions')}>
                <Facts of={open.permissions.map(({ name, title, roles }) => [title || name, list(roles) || '—'])} />
              </Section>
            )}
            {open.events.length > 0 && (
              <details>
                <summary>{t('desk:eventsOf', { count: open.events.length })}</summary>
                <p className="field-hint">
                  <code>{open.events.join(' ')}</code>
                </p>
              </details>
            )}
            {open.jobs.length > 0 && (
              <Section title={t('desk:jobs')}>
                <Facts of={open.jobs.map(({ title, cron }) => [title, cron ?? t('desk:onDemand')])} />
              </Section>
            )}
          </>
        )}
      </Detail>
    </DeskPage>
  )
}
