/** 房屋关系 Somebody owns a dwelling, lives in it or rents it: which one, since when, and for owners which share. */
import { Field, SelectField, toast, todayOn, useSend, useWords } from '@liren/web'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { people } from '../../contract.ts'

const ties = ['resident', 'owner', 'tenant'] as const

/** `picker` chooses whichever of the two is not known yet. */
export const TieForm = ({
  personId,
  dwellingId,
  picker,
  onDone,
}: {
  personId: string | null
  dwellingId: string | null
  picker: ReactNode
  onDone: () => void
}) => {
  const t = useWords('people')
  const [tie, setTie] = useState<(typeof ties)[number]>('resident')
  const [sinceOn, setSince] = useState(todayOn())
  const [share, setShare] = useState({ part: '1', of: '1' })
  const send = useSend(people, 'addDwellingTie', {
    then: () => {
      toast(t('screen.tie.added'), 'good')
      onDone()
    },
  })
  const isShared = tie === 'owner' && (share.part !== '1' || share.of !== '1')
  const part = (key: 'part' | 'of') => (
    <Field
      label={t(`screen.tie.share.${key}`)}
      type="number"
      min={1}
      max={100000}
      value={share[key]}
      error={key === 'part' ? send.errors.shareNumerator : send.errors.shareDenominator}
      onChange={(event) => setShare({ ...share, [key]: event.target.value })}
    />
  )
  return (
    <>
      {picker}
      <SelectField
        label={t('screen.tie.kind')}
        value={tie}
        choices={ties.map((value) => ({ value, label: t(`screen.tie.${value}`) }))}
        onChange={(event) => setTie(ties.find((one) => one === event.target.value) ?? tie)}
      />
      {tie === 'owner' && (
        <>
          {part('part')}
          {part('of')}
        </>
      )}
      <Field
        label={t('screen.since')}
        type="date"
        value={sinceOn}
        error={send.errors.sinceOn}
        onChange={(event) => setSince(event.target.value)}
      />
      <div className="button-row">
        <Button onClick={onDone}>{t('screen.household.cancel')}</Button>
        <Button
          type="primary"
          disabled={!personId || !dwellingId || sinceOn === ''}
          loading={send.isSending}
          onClick={() =>
            personId &&
            dwellingId &&
            send.now({
              params: { dwellingId },
              body: {
                ...{ personId, tie, sinceOn },
                ...(isShared ? { shareNumerator: Number(share.part), shareDenominator: Number(share.of) } : {}),
              },
            })
          }
        >
          {t('screen.tie.add')}
        </Button>
      </div>
    </>
  )
}
