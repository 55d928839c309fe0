/** 房屋 Dwellings somebody owns, lives in or rents; a tie is added, and ends on its day without being forgotten. */
import { toast, useMay, useSend, useTimes, useWords } from '@liren/web'
import { DwellingField, type PickedDwelling } from '@liren/web/desk'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { type DwellingTie, type Person, people } from '../../contract.ts'
import { TieForm } from './tie-form.tsx'

export const TieRows = ({ of, hasNames }: { of: readonly DwellingTie[]; hasNames?: boolean }) => {
  const t = useWords('people')
  const { day } = useTimes()
  const may = useMay()
  const end = useSend(people, 'endDwellingTie', { then: () => toast(t('screen.tie.ended'), 'good') })
  return (
    <ul className="plain-rows">
      {of.map((tie) => (
        <li key={tie.id}>
          <b>{t(`screen.tie.${tie.tie}`)}</b>
          {hasNames && tie.displayName}
          {tie.shareNumerator && tie.shareDenominator && `${tie.shareNumerator}/${tie.shareDenominator}`}
          <span>{day(tie.sinceOn)}</span>
          {may('dwelling-tie.change') && (
            <Popconfirm title={t('screen.tie.endSure')} onConfirm={() => end.now({ params: { id: tie.id } })}>
              <Button size="small" loading={end.isSending}>
                {t('screen.tie.end')}
              </Button>
            </Popconfirm>
          )}
        </li>
      ))}
    </ul>
  )
}

export const HomesPart = ({ person, of }: { person: Person; of: readonly DwellingTie[] }) => {
  const t = useWords('people')
  const may = useMay()
  const [isAdding, setAdding] = useState(false)
  const [home, setHome] = useState<PickedDwelling | null>(null)
  return (
    <>
      {of.length === 0 && <p>{t('screen.tie.none')}</p>}
      <TieRows of={of} />
      {may('dwelling-tie.change') &&
        (isAdding ? (
          <TieForm
            personId={person.id}
            dwellingId={home?.id ?? null}
            onDone={() => setAdding(false)}
            picker={
              <DwellingField
                label={t('screen.tie.dwelling')}
                area={(person.areaCode ?? '').slice(0, 12)}
                value={home}
                onChange={setHome}
              />
            }
          />
        ) : (
          <Button onClick={() => setAdding(true)}>{t('screen.tie.addOne')}</Button>
        ))}
    </>
  )
}
