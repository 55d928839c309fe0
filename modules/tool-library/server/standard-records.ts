/** One question to a standard tool and to all its copies: what they hold, under the names of the standard. */
import { answer } from '@liren/kernel'
import { toolLibrary } from '../contract.ts'
import type { ToolDocument } from '../document/document.ts'
import { asFormField } from '../document/form-definition.ts'
import { byStandard, type Mapping, mappingOf, standardFields } from '../document/standard.ts'
import { edition } from './edition.ts'
import { recordStore } from './store-records.ts'
import { toolStore } from './store-tools.ts'

export const standardRecords = answer(toolLibrary, 'standardRecords', async (work, { params, query }) => {
  const store = toolStore(work.db)
  const tool = await store.tool(params.id)
  const standard = tool?.isStandard ? await edition(work, tool.id, tool.latest) : null
  if (!tool || !standard) throw work.refuse('not-found')
  const family: { readonly document: ToolDocument; readonly mapping: Mapping }[] = [
    { document: standard, mapping: mappingOf(standard, standard).mapping },
  ]
  for (const { id } of await store.forksOf(tool.id)) {
    const fork = await store.tool(id)
    const document = fork && fork.state !== 'submitted' ? await edition(work, id, fork.latest) : null
    if (document) family.push({ document, mapping: mappingOf(standard, document).mapping })
  }
  const mappings = new Map(family.map(({ document, mapping }) => [document.id, mapping]))
  const limit = query.limit ?? 50
  const after = query.after && /^[0-9a-f-]{36}$/.test(query.after) ? query.after : null
  const rows = await recordStore(work.db).ofTools(
    [...mappings.keys()],
    work.scope('tool.export'),
    query.area ?? null,
    after,
    limit + 1,
  )
  const items = rows.slice(0, limit)
  work.audit({ object: `tool:${tool.id}`, facts: { tools: mappings.size, records: items.length } })
  return {
    fields: standardFields(standard).map((field) => ({
      key: field.key,
      label: field.label,
      field: asFormField(field),
    })),
    tools: family.map(({ document, mapping }) => ({
      id: document.id,
      name: document.name,
      has: [...mapping.values()].filter((own) => own !== null).length,
    })),
    items: items.map((row) => ({
      id: row.id,
      toolId: row.toolId,
      areaCode: row.areaCode,
      state: row.state,
      phase: row.phase,
      values: byStandard(mappings.get(row.toolId) ?? new Map(), row.answers),
      openedAt: row.openedAt.toISOString(),
    })),
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  }
})
