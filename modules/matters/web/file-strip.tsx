/** Photos and papers belonging to a step or a message, small; a press opens the whole. */
import { Icon, useWords } from '@liren/web'
import type { MatterView } from '../contract.ts'

export const FileStrip = ({ ids, of }: { ids: readonly string[]; of: MatterView['files'] }) => {
  const t = useWords('matters')
  const shown = of.filter((file) => ids.includes(file.id))
  if (shown.length === 0) return null
  return (
    <span style={{ display: 'flex', flexWrap: 'wrap', gap: 'var(--space-2)' }}>
      {shown.map((file, index) => (
        <a
          key={file.id}
          href={file.url ?? undefined}
          target="_blank"
          rel="noreferrer"
          style={{ minWidth: 44, minHeight: 44 }}
        >
          {file.thumbUrl ? (
            <img
              src={file.thumbUrl}
              alt={t('screen.photo', { number: index + 1 })}
              width={88}
              height={88}
              loading="lazy"
              style={{ objectFit: 'cover', borderRadius: 8 }}
            />
          ) : (
            <>
              <Icon name="document" size={20} /> {file.name}
            </>
          )}
        </a>
      ))}
    </span>
  )
}
