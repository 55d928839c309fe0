/** Rows in memory, column by column: a place for each id; what is freed is taken again, and the columns grow twofold. */
type Column = Uint8Array | Int32Array | Float64Array
type Columns = { readonly kind: Uint8Array } & Readonly<Record<string, Column>>

/** A number for each text that comes often. */
export const numbered = () => {
  const texts: string[] = []
  const numbers = new Map<string, number>()
  return {
    texts,
    of: (text: string) => {
      const known = numbers.get(text)
      if (known !== undefined) return known
      numbers.set(text, texts.length)
      return texts.push(text) - 1
    },
    known: (text: string) => numbers.get(text) ?? -1,
  }
}
export type Numbered = ReturnType<typeof numbered>

export const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
/** Counts are written down in whole numbers, one row of so many for each key. */
export const tally = (keys: number, width: number) => new Int32Array(keys * width)

/** @param columnsOf fresh columns of a size; `kind` is 0 where nothing is. */
export const rowsIn = <C extends Columns>(columnsOf: (size: number) => C) => {
  let columns = columnsOf(1024)
  let used = 0
  const slots = new Map<string, number>()
  const free: number[] = []

  const widen = () => {
    const wider = columnsOf(columns.kind.length * 2)
    for (const [name, column] of Object.entries(columns)) wider[name]?.set(column)
    columns = wider
  }

  return {
    /** As they stand now: growing makes new ones. */
    columns: () => columns,
    /** Behind the last place ever taken. */
    used: () => used,
    size: () => slots.size,
    slots: (): Iterable<readonly [id: string, slot: number]> => slots,
    slotFor: (id: string) => {
      const known = slots.get(id)
      if (known !== undefined) return known
      const slot = free.pop() ?? used++
      if (slot >= columns.kind.length) widen()
      slots.set(id, slot)
      return slot
    },
    drop: (id: string) => {
      const slot = slots.get(id)
      if (slot === undefined) return
      slots.delete(id)
      free.push(slot)
      columns.kind[slot] = 0
    },
  }
}
