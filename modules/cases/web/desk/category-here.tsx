/** A category in one community or street: what it is called there, and what is promised there. */
import { Failed, Skeleton, useAsk, useMay } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { cases } from '../../contract.ts'
import { typeOf } from '../../own-names.ts'
import { useCaseWords } from './case-words.ts'
import { LimitsHere } from './limits-here.tsx'
import { NameHere } from './name-here.tsx'

export const CategoryHere = ({ code, area, areaName }: { code: string; area: string; areaName: string }) => {
  const { d } = useCaseWords()
  const may = useMay()
  const there = useAsk(cases, 'category', { params: { code }, query: { area } })
  const usual = useAsk(cases, 'category', { params: { code }, query: {} })
  const error = there.error ?? usual.error
  if (error) return <Failed error={error} again={() => void Promise.all([there.refetch(), usual.refetch()])} />
  if (!there.data || !usual.data) return <Skeleton rows={6} />
  return (
    <Panel title={d('here', { area: areaName, name: there.data.name })}>
      <div className="detail">
        <p className="case-note">{d('hereHint')}</p>
        <NameHere code={code} area={area} label={d('ownName')} usual={usual.data.name} />
        <NameHere code={typeOf(code)} area={area} label={d('ownTypeName')} usual={usual.data.path.at(-1) ?? ''} />
        {may('settings.change') && (
          <>
            <h3>{d('ownLimits')}</h3>
            <p className="case-note">{d('ownLimitsHint')}</p>
            <LimitsHere of={there.data} area={area} />
          </>
        )}
      </div>
    </Panel>
  )
}
