/** What the server tells an open screen of. */

/** An event's name and its topics (`matter:<id>`, `unit:<id>`, `account:<id>`, `area:<code>`). */
export type News = { readonly name: string; readonly topics: readonly string[] }
