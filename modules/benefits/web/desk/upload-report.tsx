/** What became of the rows of a roster: counts that add up, and each faulty row with its reason. */
import { Failed, Notice, Skeleton, useAsk, useTimes, useWords } from '@liren/web'
import { Figures, Rows } from '@liren/web/desk'
import { benefits } from '../../contract.ts'

export const UploadReport = ({ id }: { id: string }) => {
  const t = useWords('benefits')
  const { number } = useTimes()
  const { data, error, refetch } = useAsk(benefits, 'readRosterUpload', { params: { id }, query: {} })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={4} />
  const { upload, errors } = data
  return (
    <>
      <Notice tone={upload.refused > 0 ? 'soon' : 'good'}>
        {t(upload.isDryRun ? 'screen.rosterTried' : 'screen.rosterTaken')}
        {upload.refused > 0 && ` ${t('screen.rosterPartWhy')}`}
        {upload.isDryRun && upload.ended > 0 && ` ${t('screen.rosterReplace', { count: upload.ended })}`}
      </Notice>
      <Figures
        of={[
          { label: t('screen.rows'), value: number(upload.rows) },
          { label: t('screen.rowTaken'), value: number(upload.taken) },
          { label: t('screen.rowRepeated'), value: number(upload.repeated) },
          { label: t('screen.rowAbsent'), value: number(upload.absent) },
          {
            label: t('screen.rowRefused'),
            value: number(upload.refused),
            tone: upload.refused > 0 ? 'soon' : 'plain',
          },
        ]}
      />
      {errors.length > 0 && (
        <Rows
          rows={errors}
          rowKey={({ row }) => String(row)}
          label={t('screen.rosterErrors')}
          atFirst={50}
          columns={[
            { key: 'row', title: t('screen.rowNumber'), width: 90, isNumber: true, cell: ({ row }) => row },
            {
              key: 'field',
              title: t('screen.rowField'),
              width: 130,
              cell: ({ field }) => t(`screen.rosterField.${field}`),
            },
            { key: 'reason', title: t('screen.rowReason'), cell: ({ reason }) => reason },
          ]}
        />
      )}
    </>
  )
}
