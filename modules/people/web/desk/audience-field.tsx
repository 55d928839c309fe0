/** 受众规则 A rule about residents inside another module's form: said in plain words, tried on somebody made up. */
import { useWords } from '@liren/web'
import { RuleField } from '@liren/web/rules'
import { useAudienceFacts, usePersonas } from './audience-page.tsx'

export default function AudienceField({
  of,
}: {
  of: { readonly value: string; readonly error?: string | undefined; readonly onChange: (rule: string) => void }
}) {
  const t = useWords('people')
  const facts = useAudienceFacts()
  const personas = usePersonas()
  return (
    <>
      <RuleField label={t('audience.rule')} value={of.value} facts={facts} personas={personas} onChange={of.onChange} />
      {of.error !== undefined && (
        <p className="field-error" role="alert">
          {of.error}
        </p>
      )}
    </>
  )
}
