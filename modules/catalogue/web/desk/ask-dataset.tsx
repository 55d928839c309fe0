/** 申请共享 For one purpose, only the columns it needs; the clock of the law starts, and every later use is logged. */
import type { Static } from '@liren/contract'
import { Button, Switch, TextField, toast, useArea, useSend, useWords } from '@liren/web'
import { AreaField, UnitField } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue, type Dataset } from '../../contract.ts'

export const AskDataset = ({ of, onDone }: { of: Static<typeof Dataset>; onDone: () => void }) => {
  const t = useWords('catalogue')
  const { code } = useArea()
  const [unitName, setUnitName] = useState('')
  const [purpose, setPurpose] = useState('')
  const [areaCode, setAreaCode] = useState(code ?? of.areaCode)
  const [columns, setColumns] = useState<readonly string[]>([])
  const send = useSend(catalogue, 'askForDataset', {
    stale: [
      [catalogue, 'listRequests'],
      [catalogue, 'listDatasetLog'],
    ],
    then: ({ number }) => {
      toast(t('screen.ask.sent', { number }), 'good')
      onDone()
    },
  })
  return (
    <>
      <p>
        {of.sharing === 'unconditional'
          ? t('screen.ask.freely')
          : t('screen.ask.onTerms', { terms: of.sharingTerms ?? '' })}
      </p>
      <UnitField
        by="name"
        label={t('screen.sharing.unit')}
        value={unitName}
        maxLength={80}
        error={send.errors.unitName}
        onChange={setUnitName}
      />
      <TextField
        label={t('screen.sharing.purpose')}
        hint={t('screen.ask.purposeHint')}
        value={purpose}
        maxLength={300}
        error={send.errors.purpose}
        onChange={(event) => setPurpose(event.target.value)}
      />
      <AreaField
        label={t('screen.ask.area')}
        value={areaCode}
        error={send.errors.areaCode}
        onChange={setAreaCode}
        hasCells
      />
      <fieldset>
        <legend>{t('screen.ask.columns')}</legend>
        {of.columns
          .filter(({ isPersonal }) => !isPersonal)
          .map(({ name }) => (
            <Switch
              key={name}
              label={name}
              value={columns.includes(name)}
              onChange={(isWanted) => setColumns(isWanted ? [...columns, name] : columns.filter((one) => one !== name))}
            />
          ))}
      </fieldset>
      <Button
        tone="main"
        disabled={unitName.trim() === '' || areaCode === '' || purpose.trim().length < 5 || columns.length === 0}
        isBusy={send.isSending}
        onClick={() =>
          send.now({
            params: { code: of.code },
            body: { unitName: unitName.trim(), purpose: purpose.trim(), columns: [...columns], areaCode },
          })
        }
      >
        {t('screen.ask.send')}
      </Button>
    </>
  )
}
