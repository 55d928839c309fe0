/** Pages by key: the opaque `next` holds where the last item stood. */
export const defaultLimit = 50

export const readCursor = (after: string | undefined): readonly string[] | null => {
  if (!after) return null
  try {
    const parts: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : null
  } catch {
    return null
  }
}

export const readPair = (after: string | undefined): readonly [string, string] | null => {
  const [first, second] = readCursor(after) ?? []
  return first === undefined || second === undefined ? null : [first, second]
}

/** Asks for one more than wanted, so that there is a next page only where something is on it. */
export const pageOf = <T>(items: readonly T[], limit: number, keys: (item: T) => readonly string[]) => {
  const shown = items.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown,
    next: items.length > limit && last ? Buffer.from(JSON.stringify(keys(last))).toString('base64url') : null,
  }
}
