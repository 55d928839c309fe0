/** What other modules get: checking, laying down, beginning, handing in, and reading what was handed in. */
import { areaPrefix, type Work } from '@liren/kernel'
import { check } from '../check.ts'
import { strayed } from '../correction.ts'
import { keysOf } from '../outline.ts'
import type { FormsPort, FormVersion } from '../port.ts'
import { areasAround, asDeed } from './deed.ts'
import { forgetHanded } from './forget.ts'
import { lay } from './lay.ts'
import { layPast } from './past.ts'
import { askAhead, begin, beginAgain } from './start.ts'
import { submissions } from './store-submissions.ts'
import { versions, type WholeVersion } from './store-versions.ts'
import { acceptFilled, contextOf, openContent, showHanded, versionOf } from './submission.ts'
import { handedOf, handIn } from './submit.ts'

const versionView = ({ id, code, version, areaCode, definition }: WholeVersion): FormVersion => ({
  id,
  code,
  version,
  area: areaCode,
  definition,
})

export const port = (someWork: Work): FormsPort => {
  const work = asDeed(someWork)
  return {
    check,
    lay: async (definition, options) =>
      versionView(await lay(work, { definition, area: null, note: options?.note ?? '', kept: {}, basedOn: null })),
    published: async (code, area) => {
      const found = await versions(work.db).published(code, areasAround(area))
      return found && versionView(found)
    },
    askAhead: (started) => askAhead(work, started),
    start: (started) => begin(work, started),
    submit: (id, filled, since) => handIn(work, id, filled, since),
    handed: async (id) => {
      const line = await submissions(work.db).byId(id)
      if (!line?.submittedAt) return null
      const version = await versionOf(work, line)
      const content = openContent(work, line)
      const accepted = acceptFilled(line, version, content, work.now)
      return handedOf(line, version, accepted, content.filled, line.number ?? '', line.submittedAt)
    },
    shown: async (id) => {
      const line = await submissions(work.db).byId(id)
      if (!line?.submittedAt) return null
      const version = await versionOf(work, line)
      return { form: await showHanded(work, line), keys: keysOf(version.definition) }
    },
    takeUp: async (id, { accountId, channel }) => {
      await submissions(work.db).takeUp(id, accountId, channel)
    },
    forgetHanded: (ids) => forgetHanded(work, ids),
    strayed: async (fromId, toId, named) => {
      const [from, to] = [await submissions(work.db).byId(fromId), await submissions(work.db).byId(toId)]
      if (!from || !to) throw work.refuse('not-found')
      const version = await versionOf(work, to)
      const [before, after] = [openContent(work, from), openContent(work, to)]
      return strayed(version.definition, before.filled.answers, after.filled.answers, named, contextOf(to, work.now))
    },
    again: (id, newId) => beginAgain(work, id, newId),
    dropDrafts: (code, area, butNot) => submissions(work.db).dropDrafts(code, areaPrefix(area), butNot.map(areaPrefix)),
    layPast: (past) => layPast(work, past),
  }
}
