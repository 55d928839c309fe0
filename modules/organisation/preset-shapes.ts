/** What a preset says about its organisation: departments and duty lists, sections, posts and shifts by kind of unit. */
import type { DutyPart, Need, Ownership, Post, Responsibility, UnitKind } from './contract.ts'

export type PresetDuty = {
  readonly categories: readonly string[]
  readonly ownership: Ownership | null
  readonly area: string
  readonly part: DutyPart
  readonly clause: string
  readonly fromTime?: string
  readonly toTime?: string
}
type PresetUnit = {
  readonly code: string
  readonly kind: UnitKind
  readonly name: string
  readonly shortName: string
  readonly areaCode: string
}
export type Departments = {
  readonly root: PresetUnit
  readonly departments: readonly (PresetUnit & {
    readonly phone: string
    readonly hours: string
    readonly duties: readonly PresetDuty[]
  })[]
  readonly dutiesByKind: readonly { readonly kind: UnitKind; readonly duties: readonly PresetDuty[] }[]
}
export type PresetPost = {
  readonly post: Post
  readonly title: string
  readonly seats?: number
  readonly termMonths?: number
  readonly tasks: readonly string[]
  readonly skills: readonly string[]
}
export type PresetShift = {
  readonly name: string
  readonly startsAt: string
  readonly endsAt: string
  readonly days?: 'workdays' | 'restDays'
}
export type Sections = {
  readonly centreName: string
  readonly firms: readonly string[]
  readonly sections: readonly {
    readonly kind: UnitKind
    readonly name: string
    readonly shortName: string
    readonly suffix: string
  }[]
  /** `{name}` is the community's name without 社区 or 村, `{firm}` one of the firms; `only` where villages and communities differ. */
  readonly communityKinds: readonly {
    readonly kind: UnitKind
    readonly name: string
    readonly suffix: string
    readonly only?: 'community' | 'village'
  }[]
  /** Dialling code of the made-up telephones; Guangzhou's when left out. */
  readonly dialling?: string
  readonly posts: Readonly<Record<string, readonly PresetPost[]>> & { readonly gridCell: PresetPost }
  readonly shifts: {
    readonly district: readonly PresetShift[]
    readonly subdistrict: readonly PresetShift[]
    readonly community: readonly PresetShift[]
  }
  readonly surnames: string
  readonly givenNames: readonly string[]
}
export type SocialOrganisations = {
  readonly organisations: readonly {
    readonly code: string
    readonly name: string
    readonly areaCode: string
    readonly fields: readonly string[]
    readonly needs?: readonly { readonly kind: Need['kind']; readonly text: string }[]
  }[]
}
export type Responsibilities = { readonly items: readonly Omit<Responsibility, 'id'>[] }
/** The part of the demo accounts that names people on their posts, so that the tree and the log-ins know the same faces. */
export type DemoPeople = {
  readonly accounts: readonly {
    readonly id: string
    readonly displayName: string
    readonly kind: string
    readonly unit?: string
    readonly roles: readonly { readonly role: string; readonly area: string }[]
  }[]
}
