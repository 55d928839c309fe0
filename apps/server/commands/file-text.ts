/** The text of a file an operator names, in whatever encoding it was saved. */
import { existsSync, readFileSync } from 'node:fs'
import { textOfFile } from '@liren/triage/json-rows'

/** @throws Error in words where there is no such file. */
export const fileText = (file: string): string => {
  if (!existsSync(file)) throw new Error(`There is no file ${file}`)
  return textOfFile(readFileSync(file))
}
