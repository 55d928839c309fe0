/** A document's process as the spine runs it: same states, same moves, made only through the runner, which knows the forms. */
import type { Ground, ProcessSpec, Process as SpineProcess } from '@liren/matters/contract'
import type { ActorName, Process, ToolDocument } from './document.ts'

/** `t-<tool>-<process>-v1-2-0`: a matter ends by the rules under which it began, whatever is installed meanwhile. */
export const processName = (document: Pick<ToolDocument, 'id' | 'version'>, process: Pick<Process, 'id'>) =>
  `t-${document.id}-${process.id}-v${document.version.replaceAll('.', '-')}`

const grounds: Readonly<Record<ActorName, Ground>> = {
  reporter: 'reporter',
  holder: 'holder',
  worker: 'tool.handle',
  admin: 'tool.decide',
}

const clockParts = (starts: readonly string[], stops: readonly string[]) =>
  starts.length + stops.length === 0
    ? {}
    : { clock: { ...(starts.length > 0 ? { start: starts } : {}), ...(stops.length > 0 ? { stop: stops } : {}) } }

/** The table the spine obeys. Moves are guided: only the runner makes them, after it has read what was answered. */
export const spineProcess = (document: Pick<ToolDocument, 'id' | 'version'>, process: Process): SpineProcess => {
  const clocks = Object.entries(process.clocks ?? {})
  const spec: ProcessSpec = {
    name: processName(document, process),
    states: Object.fromEntries(
      [[process.start, process.states[process.start]] as const, ...Object.entries(process.states)].flatMap(
        ([name, state]) => (state ? [[name, { phase: state.phase }]] : []),
      ),
    ),
    clocks: Object.fromEntries(clocks.map(([name, { limit }]) => [name, { limit }])),
    start: { states: [process.start], clocks: clocks.flatMap(([name, { fromStart }]) => (fromStart ? [name] : [])) },
    moves: Object.fromEntries(
      Object.entries(process.moves).map(([name, move]) => [
        name,
        {
          from: move.from,
          to: move.to,
          may: move.who.map((one) => grounds[one]),
          isOwn: true,
          ...(move.takes ? { takes: true } : {}),
          ...(move.isGrave ? { isGrave: true } : {}),
          ...(process.states[move.to]?.phase === 'done' && move.who.some((one) => one !== 'reporter')
            ? { handles: true }
            : {}),
          ...clockParts(move.starts ?? [], move.stops ?? []),
        },
      ]),
    ),
  }
  return { version: 1, ...spec }
}
