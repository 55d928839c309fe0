/** Lays down the preset's forms; in a demo also a few that neighbours handed in, so that what was saved can be seen. */
import { type Preset, Refusal, type Seed, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import type { FormDefinition } from './definition.ts'
import { asDeed, type Deed, dayOf } from './server/deed.ts'
import { lay } from './server/lay.ts'
import { over } from './server/past.ts'
import { begin } from './server/start.ts'
import { handIn } from './server/submit.ts'

type DemoForms = {
  readonly submissions: readonly {
    readonly code: string
    readonly area: string
    readonly people: number
    readonly answers: readonly Readonly<Record<string, unknown>>[]
    readonly refused?: readonly string[]
  }[]
}

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{ inDays: 3 }` stands for a day: a demo is always about the days to come. */
const dated = (answers: Plain, now: Date): Plain =>
  Object.fromEntries(
    Object.entries(answers).map(([key, value]) => [
      key,
      isPlain(value) && typeof value.inDays === 'number'
        ? dayOf(new Date(now.getTime() + value.inDays * 86_400_000))
        : value,
    ]),
  )

const seedDemo = async (work: Deed, preset: Preset) => {
  const { submissions } = await preset.read<DemoForms>('forms/demo.json')
  for (const { code, area, people: most, answers, refused = [] } of submissions) {
    const personIds = await work.use(people).personIdsIn(area, null, most)
    for (const [index, personId] of personIds.entries()) {
      const draft = await begin(work, { id: uuidv7(), code, personId, area, refused })
      const confirmed = Object.keys(draft.offers)
      const told = dated(answers[index % answers.length] ?? {}, work.now)
      const filled = {
        answers: over(told, draft.answers),
        confirmed,
        reasons: {},
        refused,
        materials: Object.fromEntries((draft.definition.materials ?? []).map(({ key }) => [key, { isAgreed: true }])),
      }
      try {
        await handIn(work, draft.id, filled)
      } catch (thrown) {
        // Of somebody the register knows too little about, a draft remains.
        if (!(thrown instanceof Refusal)) throw thrown
      }
      preset.progress('forms', index + 1, personIds.length)
    }
  }
}

export const seed: Seed = async (someWork, preset) => {
  if (!preset.has('forms/forms.json')) return
  const work = asDeed(someWork)
  const { forms } = await preset.read<{ readonly forms: readonly FormDefinition[] }>('forms/forms.json')
  for (const definition of forms) await lay(work, { definition, area: null, note: '', kept: {}, basedOn: null })
  if (preset.scale === 'demo' && preset.has('forms/demo.json')) await seedDemo(work, preset)
}
