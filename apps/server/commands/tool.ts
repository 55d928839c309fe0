/** `liren tool`: a declared tool from a file to a running district — validated, packed, signed, installed, compared, tried. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { play } from '@liren/tool-library/check/play'
import {
  type KeyFile,
  makeKey,
  openFile,
  pack,
  parcelText,
  signatureFault,
  signParcel,
  type TrustedKey,
} from '@liren/tool-library/check/sign'
import { compare } from '@liren/tool-library/document/compare'
import type { Fault, ToolDocument } from '@liren/tool-library/document/document'
import { installBytes } from '@liren/tool-library/install'
import { configuration, openDistrict } from '../district.ts'
import { print } from '../output.ts'

type Flags = { readonly json?: boolean }

const bytesIn = (file: string): Uint8Array => {
  if (!existsSync(file)) throw new Error(`There is no file ${file}`)
  return readFileSync(file)
}
const lines = (faults: readonly Fault[]) =>
  faults.map(
    ({ path, code, reason, level }) => `${level === 'refuse' ? '✗' : '!'} ${path || '/'}  ${reason}  [${code}]`,
  )

/** The sound document in a file, or every reason why it is none, and a non-zero end. */
const soundIn = (
  file: string,
  flags: Flags,
): (ReturnType<typeof openFile> & { readonly document: ToolDocument; readonly digest: string }) | null => {
  const opened = openFile(bytesIn(file))
  if (opened.document && opened.digest) return { ...opened, document: opened.document, digest: opened.digest }
  print(
    flags.json ?? false,
    { file, isSound: false, faults: opened.faults },
    [`${file} is refused:`, ...lines(opened.faults)].join('\n'),
  )
  process.exitCode = 1
  return null
}
const keyIn = (file: string): KeyFile => {
  const { value } = { value: JSON.parse(Buffer.from(bytesIn(file)).toString('utf8')) as KeyFile } // the operator's own file
  if (typeof value.publisher !== 'string' || typeof value.publicKey !== 'string' || typeof value.keyId !== 'string')
    throw new Error(`${file} is no key file (publisher, keyId, publicKey)`)
  return value
}
const beside = (file: string, ending: string) =>
  join(dirname(file), `${basename(file).replace(/(\.tool)?\.json$/, '')}${ending}`)

export const validate = async (file: string, flags: Flags): Promise<void> => {
  const { isSound, faults, document } = openFile(bytesIn(file))
  print(
    flags.json ?? false,
    { file, isSound, id: document?.id ?? null, version: document?.version ?? null, faults },
    [isSound ? `${file}: ${document?.id} ${document?.version} is sound` : `${file} is refused:`, ...lines(faults)].join(
      '\n',
    ),
  )
  if (!isSound) process.exitCode = 1
}

export const packTool = async (file: string, flags: Flags & { readonly out?: string }): Promise<void> => {
  const sound = soundIn(file, flags)
  if (!sound) return
  const out = flags.out ?? beside(file, '.tool.json')
  const parcel = pack(sound.document)
  writeFileSync(out, parcelText(parcel))
  print(flags.json ?? false, { file: out, digest: parcel.digest }, `${out}\n${parcel.digest}`)
}

export const newKey = async (publisher: string, flags: Flags & { readonly out: string }): Promise<void> => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(publisher))
    throw new Error('a publisher is named in small letters, digits and dashes')
  if (existsSync(flags.out)) throw new Error(`${flags.out} is there already`)
  const key = makeKey(publisher)
  const { privateKey: _, ...open } = key
  writeFileSync(flags.out, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600 })
  const publicFile = flags.out.replace(/(\.json)?$/, '.public.json')
  writeFileSync(publicFile, `${JSON.stringify(open, null, 2)}\n`)
  print(
    flags.json ?? false,
    { keyId: key.keyId, file: flags.out, publicFile },
    `${flags.out} (keep it secret)\n${publicFile} (give it to whoever installs)\nkey ${key.keyId}`,
  )
}

export const signTool = async (
  file: string,
  flags: Flags & { readonly key: string; readonly out?: string },
): Promise<void> => {
  const sound = soundIn(file, flags)
  if (!sound) return
  const key = keyIn(flags.key)
  if (key.publisher !== sound.document.provider.publisher)
    throw new Error(`the key is ${key.publisher}’s, the tool is published by ${sound.document.provider.publisher}`)
  const out = flags.out ?? beside(file, '.tool.json')
  const parcel = signParcel(pack(sound.document), key)
  writeFileSync(out, parcelText(parcel))
  print(
    flags.json ?? false,
    { file: out, digest: parcel.digest, keyId: key.keyId },
    `${out}\n${parcel.digest}\nsigned with ${key.keyId}`,
  )
}

export const verifyTool = async (file: string, flags: Flags & { readonly key: string }): Promise<void> => {
  const sound = soundIn(file, flags)
  if (!sound) return
  const fault = signatureFault(sound, [keyIn(flags.key)])
  print(
    flags.json ?? false,
    { file, isSigned: fault === null, fault },
    fault ? `✗ ${fault.reason}  [${fault.code}]` : `${file}: signed by ${sound.signature?.publisher}`,
  )
  if (fault) process.exitCode = 1
}

export const installTool = async (
  file: string,
  flags: Flags & {
    readonly trust?: string
    readonly home?: string
    readonly preset?: string
    readonly unsigned?: boolean
  },
): Promise<void> => {
  const sound = soundIn(file, flags)
  if (!sound) return
  const trusted: TrustedKey[] = flags.trust ? [keyIn(flags.trust)] : []
  const opened = await openDistrict(configuration({ LIREN_PRESET: flags.preset }), { isWorking: false })
  try {
    if (!opened.file.modules.includes('tool-library')) throw new Error('The preset has no module "tool-library"')
    const { document, digest } = await opened.host.act('tool-library', 'install', (work) =>
      // The host makes the work of this very module; only the type cannot say so.
      installBytes(work as never, bytesIn(file), {
        extra: trusted.map(({ publisher, keyId, publicKey }) => ({ publisher, keyId, publicKey })),
        homeArea: flags.home ?? null,
        ...(flags.unsigned ? { mayBeUnsigned: true } : {}),
      }),
    )
    await opened.host.settle()
    print(
      flags.json ?? false,
      { id: document.id, version: document.version, digest },
      `${document.id} ${document.version} is installed\n${digest}`,
    )
  } catch (error) {
    const refusal = error as { code?: string; facts?: unknown }
    if (refusal.code === undefined) throw error
    print(
      flags.json ?? false,
      { file, refusal: refusal.code, facts: refusal.facts },
      `✗ refused: ${refusal.code} ${JSON.stringify(refusal.facts ?? {})}`,
    )
    process.exitCode = 1
  } finally {
    await opened.close()
  }
}

export const diffTools = async (before: string, after: string, flags: Flags): Promise<void> => {
  // One after the other, so that `--json` stays one value where both are broken.
  const one = soundIn(before, flags)
  const other = one && soundIn(after, flags)
  if (!one || !other) return
  if (one.document.id !== other.document.id)
    throw new Error(`these are two tools: ${one.document.id} and ${other.document.id}`)
  const found = compare(one.document, other.document)
  const head = `${one.document.version} → ${other.document.version}: by what changed ${found.proposed}, by its number ${found.declared}`
  print(
    flags.json ?? false,
    found,
    [head, ...found.changes.map(({ path, what, step }) => `${step.padEnd(5)} ${path}  ${what}`)].join('\n'),
  )
  if (!found.isEnough) process.exitCode = 1
}

export const testTool = async (file: string, flags: Flags): Promise<void> => {
  const sound = soundIn(file, flags)
  if (!sound) return
  const journeys = play(sound.document)
  const isFine = journeys.length > 0 && journeys.every((one) => one.isFine)
  print(
    flags.json ?? false,
    { file, isFine, journeys },
    journeys.length === 0
      ? '✗ the document holds no example journey'
      : journeys
          .map(({ title, steps, points, isFine: isGood }) =>
            [
              `${isGood ? '✓' : '✗'} ${title} (${points} points)`,
              ...steps.map(
                ({ what, state, why }) =>
                  `    ${why === null ? '·' : '✗'} ${what}${state ? ` → ${state}` : ''}${why ? `: ${why}` : ''}`,
              ),
            ].join('\n'),
          )
          .join('\n'),
  )
  if (!isFine) process.exitCode = 1
}
