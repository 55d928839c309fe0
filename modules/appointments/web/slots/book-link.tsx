/** On the page of something begun online: a time at a window, where the same number goes on. */
import { ButtonLink, useWords } from '@liren/web'

export default function BookLink({ of }: { of: { readonly id: string; readonly number: string } }) {
  const t = useWords('appointments')
  return (
    <ButtonLink to={`/appointments?matter=${of.id}&number=${encodeURIComponent(of.number)}`} isWide>
      {t('screen.bookFor')}
    </ButtonLink>
  )
}
