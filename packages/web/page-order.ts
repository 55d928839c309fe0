/** Which address is tried first: fixed ones before ones with blanks, `/cases/new` before `/cases/:id`. */
const blanks = (path: string) => path.split('/').filter((part) => /[:*]/.test(part)).length

export const bySpecificity = <P extends { readonly path: string }>(pages: readonly P[]): readonly P[] =>
  [...pages].sort((one, other) => blanks(one.path) - blanks(other.path))
