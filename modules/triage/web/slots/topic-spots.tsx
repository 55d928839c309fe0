/** From a topic of the board to the places where it has one cause. */
import { Link, useMay, useWords } from '@liren/web'

export default function TopicSpots({
  of,
}: {
  of: { readonly categoryCode: string | null; readonly area: string | null }
}) {
  const t = useWords('triage')
  const may = useMay()
  if (!may('triage.judge')) return null
  const asked = new URLSearchParams([
    ...(of.categoryCode ? [['category', of.categoryCode]] : []),
    ...(of.area ? [['area', of.area]] : []),
  ]).toString()
  return <Link to={`/triage/hotspots${asked ? `?${asked}` : ''}`}>{t('nav.hotspots')}</Link>
}
