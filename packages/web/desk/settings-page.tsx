/** Settings of every module, drawn from its schema: for the whole platform, or for the community chosen in the bar. */
import { useMutation } from '@tanstack/react-query'
import { Tag } from 'antd'
import { useState } from 'react'
import { useArea } from '../area.ts'
import { cache } from '../ask.ts'
import { classes } from '../classes.ts'
import { fieldErrors } from '../client.ts'
import { Empty, Failed, Skeleton } from '../phone/list.tsx'
import { useProof } from '../proof.tsx'
import { useFilters } from '../route.tsx'
import { toast } from '../toast.tsx'
import { useWords } from '../words.ts'
import { DeskPage } from './desk-page.tsx'
import { changeSettings, type SettingsOfModule, useSettings } from './kernel-api.ts'
import { type FieldSchema, SchemaForm } from './schema-form.tsx'
import { SettingsHistory } from './settings-history.tsx'

/** Over the platform both parts are set; for a community only its own part. */
const schemaFor = ({ platform, community }: SettingsOfModule, isPlatform: boolean): FieldSchema => ({
  type: 'object',
  properties: { ...(isPlatform ? platform?.properties : {}), ...community?.properties },
})

const ModuleSettings = ({ of, area, mayChange }: { of: SettingsOfModule; area: string | null; mayChange: boolean }) => {
  const t = useWords('web')
  // What was typed stays through a refusal; kept, the form begins with what the server now has.
  const [keptTimes, setKeptTimes] = useState(0)
  const { act, sheet } = useProof()
  const send = useMutation({
    mutationFn: (values: Readonly<Record<string, unknown>>) => changeSettings(of.module, area, values),
    onSuccess: async ({ changed }) => {
      await cache.invalidateQueries({ queryKey: ['kernel', 'settings'] })
      setKeptTimes((times) => times + 1)
      toast(t('desk:settingsSaved', { count: changed.length }), 'good')
    },
  })
  // Keys and ways to sign in ask for a fresh proof; what a field's error says is said at the field alone.
  const keep = (values: Readonly<Record<string, unknown>>) =>
    act(() =>
      send.mutateAsync(values).catch((thrown: unknown) => {
        if (Object.keys(fieldErrors(thrown)).length === 0) throw thrown
      }),
    )
  const schema = schemaFor(of, area === null)
  if (Object.keys(schema.properties ?? {}).length === 0)
    return <Empty icon="settings" title={t('desk:settingsNoneHere')} hint={t('desk:settingsNoneHint')} />
  return (
    <>
      {sheet}
      <SchemaForm
        key={`${of.module}/${area}/${keptTimes}`}
        schema={schema}
        values={of.values}
        label={(key) => of.labels[key] ?? key}
        choice={(key, value) => of.labels[`${key}.${value}`] ?? String(value)}
        note={(key) => (of.own.includes(key) ? <Tag>{t('desk:setHere')}</Tag> : null)}
        errors={fieldErrors(send.error)}
        onSend={(values) => void keep(values)}
        isSending={send.isPending}
        isReadOnly={!mayChange}
      />
    </>
  )
}

export default function SettingsPage() {
  const t = useWords('web')
  const { code, area } = useArea()
  const [filters, filter] = useFilters()
  const { data, error, isLoading, refetch } = useSettings(code)
  const modules = data?.items ?? []
  const chosen = modules.find(({ module }) => module === filters.module) ?? modules[0]
  return (
    <DeskPage
      title={t('desk:settings')}
      hint={area ? t('desk:settingsOf', { area: area.name }) : t('desk:settingsOfPlatform')}
    >
      {isLoading && <Skeleton rows={6} />}
      {error && <Failed error={error} again={() => void refetch()} />}
      {data && !chosen && <Empty icon="settings" title={t('desk:settingsNone')} hint={t('desk:settingsNoneHint')} />}
      {chosen && (
        <div className="desk-split">
          <nav aria-label={t('desk:modules')}>
            <ul>
              {modules.map(({ module, title }) => (
                <li key={module}>
                  <button
                    type="button"
                    className={classes('split-choice', module === chosen.module && 'split-chosen')}
                    aria-current={module === chosen.module ? 'true' : undefined}
                    onClick={() => filter({ module })}
                  >
                    {title}
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <section className="panel" aria-label={chosen.title}>
            <ModuleSettings key={chosen.module} of={chosen} area={code} mayChange={data?.mayChange ?? false} />
            <SettingsHistory key={`${chosen.module}/${code}`} module={chosen.module} area={code} />
          </section>
        </div>
      )}
    </DeskPage>
  )
}
