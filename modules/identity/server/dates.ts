/** Rows carry instants as `Date`, replies as text: the one place where the one becomes the other. */

/** `T` as it stands in a row. */
export type Dated<T> = {
  [K in keyof T]: K extends `${string}At` | `${string}Until` ? Date | Extract<T[K], null> : T[K]
}

/** Writes every `Date` of a row as ISO text. */
export const asTold = <T>(row: Dated<T>): T =>
  // The mapped type above is exactly undone here; the compiler cannot see that through `fromEntries`.
  Object.fromEntries(
    Object.entries(row as Record<string, unknown>).map(([key, value]) => [
      key,
      value instanceof Date ? value.toISOString() : value,
    ]),
  ) as T
