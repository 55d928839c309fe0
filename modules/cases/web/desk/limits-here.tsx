/** What a place promises for a category instead of the district's limits; empty fields follow the district. */
import { Button, cache, Skeleton, toast, toastProblem } from '@liren/web'
import { changeSettings, useSettings } from '@liren/web/desk'
import { useState } from 'react'
import type { CaseView } from '../../contract.ts'
import { limitNames, type OwnLimit } from '../../own-limits.ts'
import { type Limit, useCaseWords } from './case-words.ts'
import { LimitFields } from './limit-fields.tsx'

type Of = { readonly of: NonNullable<CaseView['category']>; readonly area: string }

const Form = ({ of, area, promised }: Of & { promised: readonly OwnLimit[] }) => {
  const { d } = useCaseWords()
  const [isBusy, setBusy] = useState(false)
  const [limits, setLimits] = useState<Readonly<Record<string, Limit>>>(() =>
    Object.fromEntries(
      promised.flatMap(({ categories, clock: name, amount, unit }) =>
        categories === of.code ? [[name, { amount, unit }]] : [],
      ),
    ),
  )
  const promise = async () => {
    setBusy(true)
    try {
      const mine = limitNames.flatMap((name) =>
        limits[name] ? [{ categories: of.code, clock: name, ...limits[name] } satisfies OwnLimit] : [],
      )
      const others = promised.filter((one) => one.categories !== of.code)
      await changeSettings('cases', area, { ownLimits: [...others, ...mine] })
      toast(d('kept'), 'good')
      await cache.invalidateQueries({ queryKey: ['kernel', 'settings'] })
      await cache.invalidateQueries({ queryKey: ['cases'] })
    } catch (thrown) {
      toastProblem(thrown)
    }
    setBusy(false)
  }
  return (
    <>
      <LimitFields kept={of.limits} limits={limits} onChange={setLimits} />
      <p className="button-row">
        <Button isBusy={isBusy} onClick={() => void promise()}>
          {d('promise')}
        </Button>
      </p>
    </>
  )
}

export const LimitsHere = ({ of, area }: Of) => {
  const { data } = useSettings(area)
  const promised = data?.items.find((one) => one.module === 'cases')?.values.ownLimits
  if (!data) return <Skeleton rows={3} />
  // The server checked it against its schema when it was written.
  return (
    <Form
      key={`${of.code} ${JSON.stringify(promised)}`}
      of={of}
      area={area}
      promised={(promised ?? []) as OwnLimit[]}
    />
  )
}
