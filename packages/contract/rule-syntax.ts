/** What a rule may say: walks the syntax tree of a CEL expression, names the facts it reads and what it must not contain. */
import type { ASTNode } from '@marcbachmann/cel-js'

export const ruleLimits = Object.freeze({ characters: 4000, nodes: 400, depth: 24, listItems: 200, milliseconds: 50 })

/** Why a rule was not accepted; `at` is the position in its source. */
export type RuleFault = {
  readonly code: 'too-long' | 'too-deep' | 'syntax' | 'undeclared-fact' | 'forbidden' | 'wrong-type'
  readonly what: string
  readonly at: number
}

const prototypeNames = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
  'caller',
  'callee',
  'arguments',
])
export const isPrototypeName = (name: string) => prototypeNames.has(name)

const macros = new Set(['exists', 'all', 'exists_one', 'filter', 'map'])
/**
 * `has` is left out on purpose: it would turn a missing fact into "no". `matches` too: a regular expression cannot be
 * stopped once it runs.
 */
const allowed = new Set([
  ...macros,
  ...['size', 'startsWith', 'endsWith', 'contains', 'int', 'double', 'string', 'timestamp', 'duration'],
  ...['getFullYear', 'getMonth', 'getDate', 'getDayOfWeek', 'join', 'split', 'lowerAscii', 'upperAscii', 'trim'],
  ...['monthsBetween', 'daysBetween', 'yearsBetween'],
])

/** Calls whose answer can be larger than what they are given; behind one another they would multiply. */
const growing = new Set(['map', 'join', 'split'])
const growsAtMost = 2

/** Direct children of a node, whatever its operator. */
const childrenOf = (node: ASTNode): readonly ASTNode[] => {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '.':
    case '.?':
      return [node.args[0]]
    case 'call':
      return node.args[1]
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    case 'list':
      return node.args
    case 'map':
      return node.args.flat()
    case '!_':
    case '-_':
      return [node.args]
    default:
      return node.args
  }
}

/** `a.b.c` as text where a node is a plain path, else null. */
const pathOf = (node: ASTNode): string | null => {
  if (node.op === 'id') return node.args
  if (node.op !== '.') return null
  const outer = pathOf(node.args[0])
  return outer === null ? null : `${outer}.${node.args[1]}`
}

/** The declared fact a path begins with: `household.size` is itself, or a field of the fact `household`. */
const declaredIn = (path: string, declared: ReadonlySet<string>): string | null => {
  const steps = path.split('.')
  for (let length = steps.length; length > 0; length--) {
    const name = steps.slice(0, length).join('.')
    if (declared.has(name)) return name
  }
  return null
}

const fault = (code: RuleFault['code'], what: string, node: ASTNode): RuleFault => ({ code, what, at: node.pos })

const none: ReadonlySet<string> = new Set()

/** Finds the facts a tree reads, and the first thing it must not contain. */
export const survey = (root: ASTNode, declared: ReadonlySet<string>, more: ReadonlySet<string> = none) => {
  const facts = new Set<string>()
  let wrong: RuleFault | null = null
  const say = (found: RuleFault) => {
    wrong ??= found
  }

  const names = (node: ASTNode): readonly string[] => {
    if (node.op === 'id') return [node.args]
    if (node.op === '.' || node.op === '.?') return [node.args[1]]
    if (node.op === 'call' || node.op === 'rcall') return [node.args[0]]
    if (node.op === 'value' && typeof node.args === 'string') return [node.args]
    return []
  }

  const visit = (node: ASTNode, bound: ReadonlySet<string>, isInLoop: boolean, grown: readonly string[]) => {
    for (const name of names(node)) if (isPrototypeName(name)) say(fault('forbidden', name, node))
    if ((node.op === 'call' || node.op === 'rcall') && !allowed.has(node.args[0]) && !more.has(node.args[0]))
      say(fault('forbidden', node.args[0], node))
    const within = node.op === 'rcall' && growing.has(node.args[0]) ? [...grown, node.args[0]] : grown
    if (
      within.length > growsAtMost ||
      within.filter((name) => name === 'join').length > 1 ||
      within.filter((name) => name === 'map').length > 1
    )
      say(fault('too-deep', within.at(-1) ?? '', node))
    const path = pathOf(node)
    if (path !== null) {
      if (bound.has(path.split('.')[0] ?? '')) return
      const name = declaredIn(path, declared)
      if (name === null) say(fault('undeclared-fact', path, node))
      else facts.add(name)
      for (const step of path.split('.')) if (isPrototypeName(step)) say(fault('forbidden', step, node))
      return
    }
    const variable = node.op === 'rcall' && macros.has(node.args[0]) ? node.args[2][0] : undefined
    if (node.op === 'rcall' && variable?.op === 'id') {
      // A loop within a loop could run for as long as its author likes.
      if (isInLoop) say(fault('too-deep', node.args[0], node))
      if (isPrototypeName(variable.args)) say(fault('forbidden', variable.args, variable))
      visit(node.args[1], bound, isInLoop, within)
      for (const inner of node.args[2].slice(1)) visit(inner, new Set([...bound, variable.args]), true, within)
      return
    }
    for (const child of childrenOf(node)) visit(child, bound, isInLoop, within)
  }
  visit(root, new Set(), false, [])
  return { facts: [...facts], fault: wrong as RuleFault | null }
}
