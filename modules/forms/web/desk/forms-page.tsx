/** Forms in force: the district's, and communities' own variants beside them. */
import { Chip, Empty, useGo, useMay, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { Button } from 'antd'
import { forms } from '../../contract.ts'

export default function FormsPage() {
  const t = useWords('forms')
  const { when } = useTimes()
  const go = useGo()
  const may = useMay()
  return (
    <DeskPage
      title={t('title')}
      hint={t('screen.deskHint')}
      tools={
        may('form.publish') && (
          <Button type="primary" onClick={() => go('/forms/edit/new')}>
            {t('screen.newForm')}
          </Button>
        )
      }
    >
      <ListTable
        contract={forms}
        route="listForms"
        input={{ query: {} }}
        empty={<Empty icon="document" title={t('screen.noForms')} hint={t('screen.noFormsHint')} />}
        onOpen={(row) => go(`/forms/edit/${row.code}${row.area ? `?area=${row.area}` : ''}`)}
        columns={[
          { key: 'title', title: t('screen.form'), cell: (row) => row.title },
          { key: 'code', title: t('screen.code'), cell: (row) => <code>{row.code}</code> },
          {
            key: 'version',
            title: t('screen.version'),
            width: 160,
            cell: (row) => (
              <>
                {row.version}{' '}
                {row.area && (
                  <Chip tone={row.isBehind ? 'soon' : 'plain'}>
                    {t(row.isBehind ? 'screen.localBehind' : 'screen.local')}
                  </Chip>
                )}
              </>
            ),
          },
          { key: 'leaves', title: t('screen.leaves'), width: 90, isNumber: true, cell: (row) => row.leaves },
          {
            key: 'baseline',
            title: t('screen.baselineFields'),
            width: 120,
            isNumber: true,
            cell: (row) => row.baselineFields ?? '—',
          },
          { key: 'owner', title: t('screen.owner'), cell: (row) => row.ownerName || t('screen.theDistrict') },
          { key: 'at', title: t('screen.publishedAt'), cell: (row) => when(row.publishedAt) },
        ]}
      />
    </DeskPage>
  )
}
