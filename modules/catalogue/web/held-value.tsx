/** One value as whoever it is about sees it: from where and of which day, whether sources differ or it is old; pressed, it is doubted. */
import { Chip, Row, useTimes, useWords } from '@liren/web'

type Held = {
  readonly name: string
  readonly source: string | null
  readonly on: string | null
  readonly isConflicting: boolean
  readonly isStale: boolean
}

export const HeldValue = ({
  of,
  text,
  onDoubt,
}: {
  readonly of: Held
  readonly text: string
  readonly onDoubt: () => void
}) => {
  const t = useWords('catalogue')
  const { day } = useTimes()
  return (
    <Row
      title={t('web:says', { what: of.name, text })}
      note={[
        of.source && t('screen.values.from', { source: of.source }),
        of.on && t('screen.values.on', { day: day(of.on) }),
      ]
        .filter(Boolean)
        .join(' · ')}
      after={
        of.isConflicting ? (
          <Chip tone="soon">{t('screen.values.conflicting')}</Chip>
        ) : of.isStale ? (
          <Chip>{t('screen.values.stale')}</Chip>
        ) : null
      }
      onClick={onDoubt}
    />
  )
}
