/** `liren forms check|savings`: definitions and plain JSON Schemas from the command line, without a database. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { check as faultsOf } from '@liren/forms/check'
import type { FormDefinition } from '@liren/forms/contract'
import { fromJsonSchema, isJsonSchema } from '@liren/forms/import-schema'
import { leavesOf } from '@liren/forms/outline'
import { matchRecord } from '@liren/forms/suggest'
import { print } from '../output.ts'

type Flags = { readonly json?: boolean }

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file} is not JSON that can be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const codeOf = (file: string) =>
  basename(file)
    .replace(/(\.schema)?\.json$/, '')
    .replace(/[^\w.-]/g, '-')
    .slice(0, 60)

/** A definition, or a JSON Schema taken over as one. `listed`: the leaves as the file itself lists them. */
const formOf = (file: string) => {
  const given = readJson(file)
  const imported = isJsonSchema(given) ? fromJsonSchema(given, codeOf(file)) : null
  const faults = faultsOf(imported?.definition ?? given)
  const definition = faults.length === 0 ? ((imported?.definition ?? given) as FormDefinition) : null // checked just above
  const leaves = definition ? leavesOf(definition).map(({ path }) => path) : []
  return {
    kind: imported ? 'json-schema' : 'definition',
    definition,
    faults,
    leaves,
    listed: imported?.listed ?? leaves,
    leftOut: imported?.leftOut ?? [],
  }
}

export const check = (file: string, flags: Flags): void => {
  const { kind, faults, leaves, listed, leftOut } = formOf(file)
  print(
    flags.json ?? false,
    { kind, isSound: faults.length === 0, leafFields: listed.length, fields: leaves.length, faults, leftOut },
    [
      `${file}: ${listed.length} leaf fields${leaves.length === listed.length ? '' : `, ${leaves.length} with every shape unfolded`}`,
      ...leftOut.map(({ path, what }) => `  left out ${path}: ${what}`),
      ...(faults.length === 0
        ? ['no fault']
        : faults.map(({ path, code, what }) => `  ${path}: ${code} ${what ?? ''}`)),
    ].join('\n'),
  )
  if (faults.length > 0) process.exitCode = 1
}

export const savings = (
  flags: Flags & { readonly form: string; readonly record: string; readonly today?: string },
): void => {
  const { definition, faults, listed } = formOf(flags.form)
  if (!definition) throw new Error(`${flags.form} is faulty: ${faults[0]?.path} ${faults[0]?.code}`)
  const today = flags.today ?? new Date().toISOString().slice(0, 10)
  const matches = matchRecord(definition, readJson(flags.record), today)
  // Shapes to choose from count once, and are filled when one field of them is.
  const isFilled = (path: string) => matches.some((one) => one.path === path || one.path.startsWith(`${path}.`))
  const derived = new Set(
    leavesOf(definition)
      .filter(({ field }) => field.derive !== undefined)
      .map(({ path }) => path),
  )
  const left = listed.filter((path) => !isFilled(path) && !derived.has(path))
  const filled = listed.filter(isFilled)
  const share = listed.length === 0 ? 0 : left.length / listed.length
  print(
    flags.json ?? false,
    {
      form: definition.code,
      leafFields: listed.length,
      prefilled: filled.length,
      derived: derived.size,
      toType: left.length,
      shareToType: Number(share.toFixed(4)),
      filled: matches.map(({ path, key }) => ({ path, key })),
      left,
    },
    `${definition.code}: ${listed.length} leaf fields, ${filled.length} prefilled, ${derived.size} derived, ${left.length} to type (${(share * 100).toFixed(1)} %)`,
  )
}
