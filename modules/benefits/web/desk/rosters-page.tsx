/** 待遇名册 Items the rules ask about, each with its roster; a department takes its spreadsheet in, after a trial, and reads every faulty row. */
import { Button, Chip, Empty, Failed, Skeleton, useAsk, useFilters, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable, Panel, Rows } from '@liren/web/desk'
import { benefits } from '../../contract.ts'
import { UploadReport } from './upload-report.tsx'
import { UploadRoster } from './upload-roster.tsx'
import '../benefits.css'

export default function RostersPage() {
  const t = useWords('benefits')
  const { day, number, when } = useTimes()
  const [filters, filter] = useFilters()
  const found = useAsk(benefits, 'listRosters')
  const rosters = found.data?.items ?? []
  const titleOf = (item: string) => rosters.find(({ serviceItem }) => serviceItem === item)?.title ?? item
  const chosen = rosters.find(({ serviceItem }) => serviceItem === filters.item)
  return (
    <DeskPage title={t('nav.rosters')} hint={t('screen.rosterHint')}>
      {found.error && <Failed error={found.error} again={() => void found.refetch()} />}
      {!found.data && !found.error && <Skeleton rows={6} />}
      {found.data && (
        <Panel>
          <Rows
            rows={rosters}
            rowKey={({ serviceItem }) => serviceItem}
            label={t('nav.rosters')}
            empty={<Empty icon="list" title={t('screen.rosterNone')} />}
            columns={[
              { key: 'item', title: t('screen.rosterItem'), cell: (row) => row.title },
              { key: 'source', title: t('screen.rosterSource'), cell: (row) => row.source ?? '—' },
              { key: 'on', title: t('screen.rosterOn'), width: 130, cell: (row) => (row.on ? day(row.on) : '—') },
              {
                key: 'persons',
                title: t('screen.rosterPersons'),
                width: 110,
                isNumber: true,
                cell: (row) => number(row.persons),
              },
              {
                key: 'state',
                title: t('screen.rosterState'),
                width: 200,
                cell: (row) => (
                  <Chip tone={row.keptAt === null ? 'plain' : row.isComplete ? 'done' : 'soon'}>
                    {t(
                      row.keptAt === null
                        ? 'screen.rosterNone'
                        : row.isComplete
                          ? 'screen.rosterWhole'
                          : 'screen.rosterPart',
                    )}
                  </Chip>
                ),
              },
              {
                key: 'acts',
                title: t('desk:acts'),
                width: 170,
                cell: (row) =>
                  row.isMine && (
                    <Button
                      aria-label={`${t('screen.rosterUpload')} ${row.title}`}
                      onClick={() => filter({ item: row.serviceItem, upload: null })}
                    >
                      {t('screen.rosterUpload')}
                    </Button>
                  ),
              },
            ]}
          />
        </Panel>
      )}
      <Panel title={t('screen.rosterEarlier')}>
        <ListTable
          contract={benefits}
          route="listRosterUploads"
          input={{ query: {} }}
          label={t('screen.rosterEarlier')}
          empty={<Empty icon="upload" title={t('screen.rosterUploadsNone')} hint={t('screen.rosterUploadsNoneHint')} />}
          columns={[
            { key: 'file', title: t('screen.rosterFile'), cell: (row) => row.fileName },
            { key: 'item', title: t('screen.rosterItem'), width: 200, cell: (row) => titleOf(row.serviceItem) },
            {
              key: 'state',
              title: t('screen.rosterState'),
              width: 110,
              cell: (row) =>
                row.isDryRun ? (
                  <Chip>{t('screen.rosterTrial')}</Chip>
                ) : row.isComplete ? (
                  <Chip tone="done">{t('screen.rosterWhole')}</Chip>
                ) : (
                  <Chip tone="soon">{t('screen.rowRefused')}</Chip>
                ),
            },
            { key: 'rows', title: t('screen.rows'), width: 90, isNumber: true, cell: (row) => number(row.rows) },
            {
              key: 'refused',
              title: t('screen.rowRefused'),
              width: 90,
              isNumber: true,
              cell: (row) => number(row.refused),
            },
            { key: 'by', title: t('screen.rosterBy'), width: 120, cell: (row) => row.uploadedName },
            { key: 'at', title: t('screen.rosterAt'), width: 150, cell: (row) => when(row.uploadedAt) },
          ]}
          onOpen={(row) => filter({ upload: row.id, item: null })}
        />
      </Panel>
      <Detail
        isOpen={chosen !== undefined || filters.upload !== undefined}
        onClose={() => filter({ item: null, upload: null })}
        title={chosen ? `${t('screen.rosterUpload')} · ${chosen.title}` : t('screen.rosterEarlier')}
        width={640}
      >
        {chosen && <UploadRoster key={chosen.serviceItem} of={chosen} />}
        {!chosen && filters.upload && <UploadReport id={filters.upload} />}
      </Detail>
    </DeskPage>
  )
}
