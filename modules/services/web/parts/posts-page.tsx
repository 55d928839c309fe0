/** 公益性岗位 Posts for people who find work hard to get: where, what, how many places are free, and the way to ask for one. */

import type { Reply, RouteOf } from '@liren/contract'
import {
  ButtonLink,
  Chip,
  Empty,
  Facts,
  List,
  Page,
  Row,
  Sheet,
  useArea,
  usePages,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'

type Post = Reply<RouteOf<typeof services, 'posts'>>['items'][number]

export default function PostsPage() {
  const t = useWords()
  const { day } = useTimes()
  const { code } = useArea()
  const posts = usePages(services, 'posts', { query: code ? { area: code } : {} })
  const [open, setOpen] = useState<Post | null>(null)
  const free = ({ places, taken }: Post) => Math.max(0, places - taken)
  return (
    <Page title={t('nav.posts')} back="/services" canBeRead>
      <p>{t('post.hint')}</p>
      <List
        {...posts}
        keyOf={(post) => post.id}
        empty={<Empty icon="people" title={t('post.none')} hint={t('post.noneHint')} />}
      >
        {(post) => (
          <Row
            onClick={() => setOpen(post)}
            title={`${post.title} · ${post.unitName}`}
            note={post.duties}
            after={
              <Chip tone={free(post) > 0 ? 'done' : 'plain'}>
                {t(free(post) > 0 ? 'post.free' : 'post.full', { n: free(post) })}
              </Chip>
            }
          />
        )}
      </List>
      <Sheet
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={open?.title ?? ''}
        action={
          open && (
            <ButtonLink to={`/services/items/${open.itemCode}`} tone="main" isWide>
              {t('post.ask')}
            </ButtonLink>
          )
        }
      >
        {open && (
          <Facts
            of={[
              [t('post.unit'), open.unitName],
              [t('post.duties'), open.duties],
              [t('post.pay'), open.pay],
              [t('post.places'), t('post.placesOf', { free: free(open), places: open.places })],
              [t('post.untilOn'), day(open.untilOn)],
            ]}
          />
        )}
      </Sheet>
    </Page>
  )
}
