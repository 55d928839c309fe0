/** The kernel's own routes, typed here by hand: the browser host stands beside the kernel and does not import it. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { askUrl } from '../client.ts'
import type { FieldSchema } from './schema-form.tsx'

export type SettingsOfModule = {
  readonly module: string
  readonly title: string
  readonly platform: FieldSchema | null
  readonly community: FieldSchema | null
  readonly labels: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, unknown>>
  readonly own: readonly string[]
}

export type SettingChange = {
  readonly id: number
  readonly label: string
  readonly before: unknown
  readonly after: unknown
  readonly at: string
  readonly byName: string
  readonly undoes: number | null
  readonly isUndone: boolean
  readonly mayUndo: boolean
}

export type AuditEntry = {
  readonly id: number
  readonly at: string
  readonly actorId: string | null
  readonly actorKind: string
  readonly actorName: string | null
  readonly forPersonId: string | null
  readonly action: string
  readonly actionTitle: string
  readonly object: string | null
  readonly areaCode: string | null
  readonly result: 'done' | 'refused'
  readonly facts: Readonly<Record<string, unknown>>
  readonly requestId: string
  readonly from: string | null
  readonly sealed: boolean
}

export type ModuleRow = {
  readonly name: string
  readonly title: string
  readonly version: string
  readonly needs: readonly string[]
  readonly routes: number
  readonly permissions: readonly { readonly name: string; readonly title: string; readonly roles: readonly string[] }[]
  readonly events: readonly string[]
  readonly jobs: readonly { readonly name: string; readonly title: string; readonly cron: string | null }[]
  readonly holdsPersonalData: string | null
}

export type JobsView = {
  readonly waitingEvents: number
  readonly liveScreens: number
  readonly queues: readonly {
    readonly name: string
    readonly queued: number
    readonly active: number
    readonly failed: number
  }[]
}

const query = (pairs: Readonly<Record<string, string | null | undefined>>) => {
  const given = Object.entries(pairs).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

export const useSettings = (area: string | null) =>
  useQuery({
    queryKey: ['kernel', 'settings', area],
    queryFn: () => askUrl<{ items: SettingsOfModule[]; mayChange: boolean }>(`/api/kernel/settings${query({ area })}`),
  })

export const changeSettings = (module: string, area: string | null, values: Readonly<Record<string, unknown>>) =>
  askUrl<{ changed: string[] }>(`/api/kernel/settings/${module}`, {
    method: 'PUT',
    body: { ...(area ? { area } : {}), values },
  })

export const useSettingsHistory = (module: string, area: string | null) =>
  useInfiniteQuery({
    queryKey: ['kernel', 'settings', 'history', module, area],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      askUrl<{ items: SettingChange[]; next: string | null }>(
        `/api/kernel/settings/${module}/history${query({ area, after: pageParam, limit: '20' })}`,
      ),
    getNextPageParam: (page) => page.next,
  })

export const undoSetting = (id: number) =>
  askUrl<undefined>(`/api/kernel/settings/changes/${id}/undo`, { method: 'POST' })

export const useAudit = (filters: Readonly<Record<string, string | null | undefined>>) =>
  useInfiniteQuery({
    queryKey: ['kernel', 'audit', filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      askUrl<{ items: AuditEntry[]; next: string | null }>(
        `/api/kernel/audit${query({ ...filters, after: pageParam })}`,
      ),
    getNextPageParam: (page) => page.next,
  })

export const useAuditActions = () =>
  useQuery({
    queryKey: ['kernel', 'audit-actions'],
    queryFn: () => askUrl<{ items: { action: string; title: string }[] }>('/api/kernel/audit/actions'),
    staleTime: 3_600_000,
  })

export const exportAudit = (filters: Readonly<Record<string, string | null | undefined>>) =>
  askUrl<{ items: AuditEntry[]; isWhole: boolean }>('/api/kernel/audit/exports', {
    method: 'POST',
    body: Object.fromEntries(Object.entries(filters).filter(([, value]) => value)),
  })

export const verifyAudit = () =>
  askUrl<{ ok: boolean; sealed: number; unsealed: number; firstBroken: { auditId: number; why: string } | null }>(
    '/api/kernel/audit/verification',
    { method: 'POST' },
  )

export const useModules = () =>
  useQuery({ queryKey: ['kernel', 'modules'], queryFn: () => askUrl<{ items: ModuleRow[] }>('/api/kernel/modules') })

export const useJobs = () =>
  useQuery({ queryKey: ['kernel', 'jobs'], queryFn: () => askUrl<JobsView>('/api/kernel/jobs'), refetchInterval: 5000 })
