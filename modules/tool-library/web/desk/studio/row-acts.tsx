/** The same small acts for every row of the studio: up, down, away. */
import { Icon, useWords } from '@liren/web'
import { Button } from 'antd'

export const RowActs = ({
  name,
  onUp,
  onDown,
  onDrop,
}: {
  /** Of what; heard by whoever cannot see where the button stands. */
  name: string
  onUp?: (() => void) | undefined
  onDown?: (() => void) | undefined
  onDrop?: (() => void) | undefined
}) => {
  const t = useWords('tool-library')
  return (
    <span className="studio-row-acts">
      {(onUp || onDown) && (
        <>
          <Button type="text" disabled={!onUp} aria-label={t('studio.upOf', { name })} onClick={onUp}>
            ↑
          </Button>
          <Button type="text" disabled={!onDown} aria-label={t('studio.downOf', { name })} onClick={onDown}>
            ↓
          </Button>
        </>
      )}
      <Button
        type="text"
        disabled={!onDrop}
        aria-label={t('studio.dropOf', { name })}
        icon={<Icon name="close" size={18} />}
        onClick={onDrop}
      />
    </span>
  )
}
