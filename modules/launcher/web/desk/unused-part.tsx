/** Beside the tools nobody uses: parts of the platform that stand in communities and that nobody there used for a quarter; whoever composes there switches them off. */
import { Empty, Failed, Skeleton, toast, useArea, useAsk, useSend, useTimes, useWords } from '@liren/web'
import { Panel, Rows } from '@liren/web/desk'
import { Button, Popconfirm } from 'antd'
import { launcher } from '../../contract.ts'
import { useNames } from './names.ts'

/** Named one by one up to here; the number stands beside them. */
const namesAtMost = 12
/** A street's administrator has many communities: the others come once these are done. */
const actsAtMost = 3

export default function UnusedPart() {
  const t = useWords('launcher')
  const { list } = useTimes()
  const name = useNames()
  const { code } = useArea()
  const { data, error, refetch } = useAsk(launcher, 'unused', { query: code ? { area: code } : {} })
  const turn = useSend(launcher, 'switchModule', { then: () => toast(t('desk.switchedOff'), 'good') })
  return (
    <Panel title={t('desk.unusedParts')}>
      <p className="field-hint">{t('desk.unusedPartsHint', { days: data?.days ?? 90 })}</p>
      {!data && (error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={3} />)}
      {data && (
        <Rows
          rowKey={({ id }) => id}
          rows={data.items}
          empty={<Empty icon="check" title={t('desk.noUnusedParts')} />}
          columns={[
            { key: 'part', title: t('desk.unusedPart'), isHead: true, cell: (row) => name({ id: row.id, name: null }) },
            {
              key: 'where',
              title: t('desk.unusedWhere'),
              cell: (row) => (
                <>
                  <p>{t('desk.unusedIn', { count: row.unusedIn, all: data.communities })}</p>
                  <p className="field-hint">
                    {list(
                      row.areas
                        .slice(0, namesAtMost)
                        .map(({ areaName, monthsAgo }) =>
                          monthsAgo === null
                            ? t('desk.neverUsed', { name: areaName })
                            : t('desk.monthsUnused', { name: areaName, count: monthsAgo }),
                        ),
                    )}
                    {row.unusedIn > namesAtMost && ` ${t('desk.andOthers')}`}
                  </p>
                </>
              ),
            },
            {
              key: 'acts',
              title: '',
              width: 150,
              cell: (row) =>
                row.areas
                  .filter(({ maySwitch }) => maySwitch)
                  .slice(0, actsAtMost)
                  .map(({ areaCode, areaName }) => (
                    <Popconfirm
                      key={areaCode}
                      title={t('desk.switchOffAsk', { name: areaName, what: name({ id: row.id, name: null }) })}
                      okText={t('desk.switchOff')}
                      cancelText={t('desk.keepOn')}
                      onConfirm={() =>
                        turn.now({
                          params: { area: areaCode, module: row.id.slice('native:'.length) },
                          body: { isOff: true },
                        })
                      }
                    >
                      <Button size="small" loading={turn.isSending}>
                        {code === areaCode ? t('desk.switchOff') : t('desk.switchOffIn', { name: areaName })}
                      </Button>
                    </Popconfirm>
                  )),
            },
          ]}
        />
      )}
    </Panel>
  )
}
