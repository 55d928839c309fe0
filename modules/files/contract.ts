/** Files 文件: what others may ask about photos, documents, sound and film, and how they bind them to their own objects. */
import { At, defineContract, Id, Nullable, Personal, Place, port, type Static, Type } from '@liren/contract'

/** What the content of a file was found to be; the name and the declared type are never believed. */
export const FileKind = Type.Enum(['photo', 'document', 'audio', 'video'])
export type FileKind = Static<typeof FileKind>

/**
 * A file as people may see it. `url` is the copy without EXIF, at most 2,048 px, with the watermark; `thumbUrl` is
 * 320 px wide; both are null until `isReady`, and always null for sound and film. Links expire unless the file is public.
 */
export const FileView = Type.Object({
  id: Id,
  kind: FileKind,
  mime: Type.String(),
  name: Type.String(),
  byteCount: Type.Integer(),
  sha256: Type.String(),
  widthPixels: Nullable(Type.Integer()),
  heightPixels: Nullable(Type.Integer()),
  takenAt: Nullable(At),
  uploadedAt: At,
  isReady: Type.Boolean(),
  isPublic: Type.Boolean(),
  url: Nullable(Type.String()),
  thumbUrl: Nullable(Type.String()),
  /** Only when the owning module asks for originals: the untouched bytes, and where the camera says it stood. */
  originalUrl: Type.Optional(Type.String()),
  takenPlace: Type.Optional(Personal(Nullable(Place))),
})
export type FileView = Static<typeof FileView>

/** How an object takes hold of files. A file may be held by several objects; it goes when the last one lets go. */
export type Claim = {
  /** The claiming module, e.g. `cases`. */
  readonly module: string
  /** The object inside it, e.g. `case:0190…`. */
  readonly object: string
  /** True lets anybody fetch the stripped copy and the thumbnail by a lasting address. The original never is public. */
  readonly isPublic?: boolean
  /** Another object of the same module that holds them already, whoever uploaded them: a part takes them from the whole. */
  readonly from?: string
}

/** Text burnt into the viewing copy (水印); time is written in Asia/Shanghai. */
export type Watermark = { readonly at?: Date | null; readonly place?: string; readonly name?: string }

/** What other modules may ask, within their own work and transaction. */
export type FilesPort = {
  /**
   * Binds uploaded drafts to an object; repeating it is harmless. Files belong to whoever uploaded them: an account's
   * drafts can be claimed only in work of that account, a guest's by whoever knows the id the phone made up.
   * @throws `files/not-found`, `files/not-yours` with the id in the facts.
   */
  readonly claim: (fileIds: readonly string[], claim: Claim) => Promise<readonly FileView[]>
  /** Files in the order asked; unknown ids are left out. `original` adds links to the untouched bytes: audited. */
  readonly view: (fileIds: readonly string[], options?: { readonly original?: boolean }) => Promise<readonly FileView[]>
  /** When and where the camera says each was taken; unguarded and for comparing only: never to be shown or put in an address. */
  readonly taken: (
    fileIds: readonly string[],
  ) => Promise<
    readonly { readonly id: string; readonly at: Date | null; readonly place: { lon: number; lat: number } | null }[]
  >
  /** How photos look, by id: 64 bits as hexadecimal; for telling the same picture again. Flat pictures are left out. */
  readonly looks: (fileIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** All files held by one object, oldest first. */
  readonly of: (module: string, object: string) => Promise<readonly FileView[]>
  /** Shows or hides the stripped copies of an object's files. */
  readonly publish: (claim: Required<Omit<Claim, 'from'>>) => Promise<void>
  /** Lets go of files (all of the object's when no ids are given); what nobody holds is erased within the hour. */
  readonly release: (claim: Pick<Claim, 'module' | 'object'>, fileIds?: readonly string[]) => Promise<number>
  /** Keeps bytes a module made itself (a certificate, an export, demo photos), already claimed. */
  readonly keep: (
    file: { readonly name: string; readonly bytes: Uint8Array; readonly watermark?: Watermark; readonly id?: string },
    claim: Claim,
  ) => Promise<FileView>
  /** The untouched bytes, e.g. of a spreadsheet to import. */
  readonly read: (
    fileId: string,
  ) => Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array }>
}

const everybody = [
  'guest',
  'resident',
  'merchant',
  'gridWorker',
  'communityWorker',
  'handler',
  'representative',
  'acceptor',
  'dutyLeader',
  'dispatcher',
  'supervisor',
  'communityAdmin',
  'dataSteward',
  'systemAdmin',
] as const

/** Fields sent beside the file in the multipart form; all optional. Send them before the file. */
export const UploadFields = Type.Object(
  {
    /** When the phone took the picture, used where the picture itself does not say. */
    takenAt: Type.Optional(At),
    /** Words for the watermark: where. */
    place: Type.Optional(Type.String({ maxLength: 60 })),
    /** `true` writes the uploader's name into the watermark. */
    withName: Type.Optional(Type.Enum(['true', 'false'])),
    /** `false` leaves the watermark out. */
    watermark: Type.Optional(Type.Enum(['true', 'false'])),
  },
  { additionalProperties: false },
)

export const files = defineContract({
  name: 'files',
  version: '0.1.0',
  permissions: { 'file.upload': everybody },
  refusals: {
    'not-found': 404,
    'not-yours': 403,
    'no-file': 422,
    'type-not-allowed': 415,
    'too-large': 413,
    'too-many-pixels': 413,
    unreadable: 422,
    infected: 422,
    'scan-unavailable': 409,
    'link-expired': 410,
    'link-wrong': 403,
    'not-ready': 409,
    'already-claimed': 409,
    'too-many-drafts': 429,
    'too-much-waiting': 429,
  },
  events: { received: Type.Object({ fileId: Id, kind: FileKind }) },
  routes: {
    upload: {
      method: 'PUT',
      path: '/uploads/:id',
      may: 'file.upload',
      kind: 'upload',
      summary: 'Upload one file under an id made up by the client; sending it again answers with the same file',
      params: Type.Object({ id: Id }),
      reply: FileView,
      perMinute: 60,
    },
    draft: {
      method: 'GET',
      path: '/uploads/:id',
      may: 'file.upload',
      summary: 'What became of an upload: after a broken connection, ask before sending again',
      params: Type.Object({ id: Id }),
      reply: FileView,
    },
    discard: {
      method: 'DELETE',
      path: '/uploads/:id',
      may: 'file.upload',
      summary: 'Throw away an upload that no object holds yet',
      params: Type.Object({ id: Id }),
    },
    fetch: {
      method: 'GET',
      path: '/:id/:variant',
      may: 'anyone',
      kind: 'stream',
      summary: 'The bytes behind a link: public copies by their address, everything else by a signed link that expires',
      params: Type.Object({ id: Id, variant: Type.Enum(['original', 'view', 'thumb']) }),
      query: Type.Object({
        until: Type.Optional(Type.String({ maxLength: 20 })),
        sign: Type.Optional(Type.String({ maxLength: 100 })),
      }),
    },
  },
  port: port<FilesPort>(),
})
