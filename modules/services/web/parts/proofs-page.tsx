/** 无需开证明 Proofs nobody is sent for any more, with what took their place. */
import { Chip, Empty, Failed, Page, Row, Section, Skeleton, useAsk, useWords } from '@liren/web'
import { services } from '../../contract.ts'

export default function ProofsPage() {
  const t = useWords()
  const { data, error, refetch } = useAsk(services, 'proofs')
  return (
    <Page title={t('nav.proofs')} back="/services">
      <p>{t('screen.proofsHint')}</p>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.items.length === 0 && (
        <Empty icon="document" title={t('screen.proofsNone')} hint={t('screen.proofsNoneHint')} />
      )}
      {data && (
        <Section>
          {data.items.map((proof) => (
            <Row
              key={proof.id}
              title={proof.name}
              note={[proof.isKept ? null : t(`replaced.${proof.replacedBy}`), proof.note, proof.basis]
                .filter(Boolean)
                .join(' · ')}
              after={
                <Chip tone={proof.isKept ? 'soon' : 'done'}>
                  {t(proof.isKept ? 'screen.proofKept' : 'screen.proofGone')}
                </Chip>
              }
            />
          ))}
        </Section>
      )}
    </Page>
  )
}
