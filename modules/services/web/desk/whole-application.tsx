/** One application beside a list at the desk: where it stands, what to do now, what happened. */
import { Failed, keyOf, Skeleton, Slot, useAsk, useLive, useMay } from '@liren/web'
import { services } from '../../contract.ts'
import { ApplicationFacts } from '../parts/application-view.tsx'
import { Supply } from '../parts/supply.tsx'
import { StaffPart } from '../staff/staff-part.tsx'

export const WholeApplication = ({ id }: { id: string }) => {
  const may = useMay()
  const { data, error, refetch } = useAsk(services, 'read', { params: { id } })
  useLive([`matter:${id}`], [keyOf(services, 'read')])
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={8} />
  return (
    <>
      <ApplicationFacts of={data} />
      <StaffPart of={data} />
      {may('application.assist') && <Supply of={data} />}
      {data.matter && <Slot name="matters:timeline" of={data.matter} />}
    </>
  )
}
