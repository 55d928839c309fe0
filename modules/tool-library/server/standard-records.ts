/** One question to a standard tool, to all its copies and to copies of these: what they hold, under the names of the standard. */
import { answer } from '@liren/kernel'
import { toolLibrary } from '../contract.ts'
import type { ToolDocument } from '../document/document.ts'
import { asFormField } from '../document/form-definition.ts'
import { byStandard, mappingAlong, standardFields } from '../document/standard.ts'
import { edition } from './edition.ts'
import { recordStore } from './store-records.ts'
import { toolStore } from './store-tools.ts'

export const standardRecords = answer(toolLibrary, 'standardRecords', async (work, { params, query }) => {
  const store = toolStore(work.db)
  const tool = await store.tool(params.id)
  const standard = tool?.isStandard ? await edition(work, tool.id, tool.latest) : null
  if (!tool || !standard) throw work.refuse('not-found')
  const family = [{ document: standard, line: [] as readonly ToolDocument[] }]
  for (const { id, forkOf } of await store.descendants(tool.id)) {
    const before = family.find((one) => one.document.id === forkOf)
    const copy = before && (await store.tool(id))
    const document = copy && copy.state !== 'submitted' ? await edition(work, id, copy.latest) : null
    if (before && document) family.push({ document, line: [...before.line, document] })
  }
  const mappings = new Map(family.map(({ document, line }) => [document.id, mappingAlong(standard, line).mapping]))
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
    tools: family.map(({ document }) => ({
      id: document.id,
      name: document.name,
      has: [...(mappings.get(document.id)?.values() ?? [])].filter((own) => own !== null).length,
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
