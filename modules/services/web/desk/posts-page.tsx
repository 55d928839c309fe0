/** 公益性岗位 Posts as a community keeps them, who was given one, and the days they came. */
import { Button, Chip, Facts, Section, useArea, useOwnArea, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { services } from '../../contract.ts'
import { KeepPost } from './keep-post.tsx'
import type { Post } from './post.ts'
import { PostHolders } from './post-holders.tsx'

export default function PostsPage() {
  const t = useWords()
  const { day, number } = useTimes()
  const { code } = useArea()
  const own = useOwnArea()
  const [open, setOpen] = useState<Post | null>(null)
  const [isEditing, setEditing] = useState(false)
  const fresh = (): Post => ({
    ...{ id: crypto.randomUUID(), title: '', unitName: '', areaCode: own.code ?? '', duties: '', pay: '' },
    ...{ places: 1, taken: 0, untilOn: '', itemCode: '' },
  })
  return (
    <DeskPage
      title={t('nav.posts')}
      hint={t('post.deskHint')}
      tools={
        <Button
          tone="main"
          onClick={() => {
            setOpen(fresh())
            setEditing(true)
          }}
        >
          {t('post.add')}
        </Button>
      }
    >
      <ListTable
        contract={services}
        route="posts"
        input={{ query: code ? { area: code } : {} }}
        columns={[
          { key: 'title', title: t('post.title'), cell: (row) => row.title },
          { key: 'unit', title: t('post.unit'), cell: (row) => row.unitName },
          { key: 'pay', title: t('post.pay'), cell: (row) => row.pay },
          {
            key: 'places',
            title: t('post.places'),
            width: 130,
            cell: (row) => (
              <Chip tone={row.taken < row.places ? 'soon' : 'done'}>
                {number(row.taken)} / {number(row.places)}
              </Chip>
            ),
          },
          { key: 'until', title: t('post.untilOn'), width: 130, cell: (row) => day(row.untilOn) },
        ]}
        onOpen={(row) => {
          setOpen(row)
          setEditing(false)
        }}
        label={t('nav.posts')}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.title || t('post.add')}>
        {open && isEditing && <KeepPost key={open.id} of={open} onDone={() => setOpen(null)} />}
        {open && !isEditing && (
          <>
            <Facts
              of={[
                [t('post.unit'), open.unitName],
                [t('post.duties'), open.duties],
                [t('post.pay'), open.pay],
                [t('post.untilOn'), day(open.untilOn)],
              ]}
            />
            <Button onClick={() => setEditing(true)}>{t('post.edit')}</Button>
            <Section title={t('post.holders')}>
              <PostHolders of={open} />
            </Section>
          </>
        )}
      </Detail>
    </DeskPage>
  )
}
