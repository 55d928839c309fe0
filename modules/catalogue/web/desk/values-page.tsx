/** 部门报送 A department brings its values in: choose, say which column is which field, try, read every refused row, then take it in. */
import { Chip, Empty, useFilters, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable, Panel } from '@liren/web/desk'
import { catalogue } from '../../contract.ts'
import { TellValues } from './tell-values.tsx'
import { ValuesReport } from './values-report.tsx'

export default function ValuesPage() {
  const t = useWords()
  const { day, list, number, when } = useTimes()
  const [filters, filter] = useFilters()
  return (
    <DeskPage title={t('nav.values')} hint={t('screen.tell.hint')}>
      <Panel title={t('screen.tell.choose')}>
        <TellValues />
      </Panel>
      <Panel title={t('screen.tell.earlier')}>
        <ListTable
          contract={catalogue}
          route="listValueImports"
          input={{ query: {} }}
          label={t('screen.tell.earlier')}
          empty={<Empty icon="upload" title={t('screen.tell.none')} hint={t('screen.tell.noneHint')} />}
          columns={[
            { key: 'file', title: t('screen.tell.fileName'), cell: (row) => row.fileName },
            { key: 'unit', title: t('screen.tell.unit'), width: 150, cell: (row) => row.unitName },
            { key: 'fields', title: t('screen.tell.fields'), cell: (row) => list(row.fields) },
            { key: 'on', title: t('screen.tell.on'), width: 120, cell: (row) => day(row.on) },
            {
              key: 'state',
              title: t('screen.tell.state'),
              width: 110,
              cell: (row) => (
                <Chip tone={row.isDryRun ? 'plain' : row.refused > 0 ? 'soon' : 'done'}>
                  {t(row.isDryRun ? 'screen.tell.trial' : 'screen.tell.whole')}
                </Chip>
              ),
            },
            { key: 'rows', title: t('screen.tell.rows'), width: 90, isNumber: true, cell: (row) => number(row.rows) },
            {
              key: 'refused',
              title: t('screen.tell.refused'),
              width: 90,
              isNumber: true,
              cell: (row) => number(row.refused),
            },
            { key: 'by', title: t('screen.tell.by'), width: 110, cell: (row) => row.importedName },
            { key: 'at', title: t('screen.tell.at'), width: 150, cell: (row) => when(row.importedAt) },
          ]}
          onOpen={(row) => filter({ file: row.id })}
        />
      </Panel>
      <Detail
        isOpen={filters.file !== undefined}
        onClose={() => filter({ file: null })}
        title={t('screen.tell.earlier')}
        width={640}
      >
        {filters.file && <ValuesReport id={filters.file} />}
      </Detail>
    </DeskPage>
  )
}
