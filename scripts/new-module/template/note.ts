/** A note: what makes one. Pure: the phone enables its button by it, the server obeys it. */

/** The text without stray white space. */
export const tidy = (text: string): string => text.trim().replace(/\s+/gu, ' ')

/** A note needs at least two characters that can be read. */
export const saysSomething = (text: string): boolean => (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= 2
