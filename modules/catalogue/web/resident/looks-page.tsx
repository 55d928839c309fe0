/** 我的足迹 Every look at my data: who, when, why, at what, from which system; asked about with one tap, saved as a file. */
import { Looks } from '@liren/people/web/parts/looks.tsx'
import { ButtonLink, Page, usePages, useWords } from '@liren/web'
import { catalogue } from '../../contract.ts'

export default function LooksPage() {
  const t = useWords()
  const looks = usePages(catalogue, 'listMyLooks', { query: {} })
  return (
    <Page
      title={t('nav.looks')}
      back="/me"
      canBeRead
      action={
        looks.items.length > 0 && (
          <a className="button button-plain button-wide" href="/api/catalogue/me/looks/csv" download>
            {t('screen.looks.save')}
          </a>
        )
      }
    >
      <Looks
        pages={looks}
        purposeOf={({ purpose }) => purpose}
        fieldsOf={({ fields }) => fields}
        system={({ system }) => system}
        isOwn={({ isMine }) => isMine}
        stale={[[catalogue, 'listMyLooks']]}
      />
      <ButtonLink to="/people/me/rights" isWide>
        {t('screen.looks.rights')}
      </ButtonLink>
    </Page>
  )
}
