/** 亮证核验 Somebody shows the code of an e-licence: it opens once, and its holder sees who looked. */
import { Button, Facts, Field, Notice, Page, useMay, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import { SetLicence } from './set-licence.tsx'

export default function LicenceCheckPage() {
  const t = useWords()
  const { day } = useTimes()
  const [code, setCode] = useState('')
  const send = useSend(services, 'checkLicence', { stale: [], then: () => setCode('') })
  const may = useMay()
  const { reply } = send
  return (
    <Page
      title={t('nav.licenceCheck')}
      back="/services"
      action={
        <Button
          tone="main"
          isWide
          disabled={code.replaceAll(/\s/g, '').length < 12}
          isBusy={send.isSending}
          onClick={() => send.now({ body: { code: code.trim() } })}
        >
          {t('screen.checkCode')}
        </Button>
      }
    >
      <Notice>{t('screen.codeIsOnce')}</Notice>
      <Field
        label={t('screen.shownCode')}
        value={code}
        maxLength={20}
        autoComplete="off"
        error={send.errors.code}
        onChange={(event) => setCode(event.target.value)}
      />
      {reply && (
        <Facts
          of={[
            [t('screen.licenceName'), reply.licence.typeName],
            [t('screen.holder'), reply.licence.holder],
            [t('screen.numberMasked'), reply.licence.numberMasked],
            [t('screen.issuer'), reply.licence.issuer],
            [t('screen.issuedOn'), day(reply.licence.issuedOn)],
            reply.licence.validUntil !== null && [t('screen.until'), day(reply.licence.validUntil)],
            [t('screen.state'), t(`screen.licence.${reply.licence.status}`)],
            [t('screen.shownFor'), reply.purpose],
          ]}
        />
      )}
      {reply && may('application.decide') && <SetLicence key={reply.licence.id} of={reply.licence} />}
    </Page>
  )
}
