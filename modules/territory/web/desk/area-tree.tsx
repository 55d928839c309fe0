/** The tree of areas: branches load when they are opened; typing finds an area by name or code. */
import { ask, useAsk, useWords } from '@liren/web'
import { Input, Tree } from 'antd'
import { useState } from 'react'
import { type Area, territory } from '../../contract.ts'

type Node = { key: string; title: string; isLeaf: boolean; children?: Node[] }

const toNode = (area: Area): Node => ({ key: area.code, title: area.name, isLeaf: !area.hasChildren })

const grown = (nodes: readonly Node[], key: string, children: Node[]): Node[] =>
  nodes.map((node) =>
    node.key === key
      ? { ...node, children }
      : node.children
        ? { ...node, children: grown(node.children, key, children) }
        : node,
  )

export const AreaTree = ({ chosen, onChoose }: { chosen: string | null; onChoose: (code: string) => void }) => {
  const t = useWords()
  const [typed, setTyped] = useState('')
  const [branches, setBranches] = useState<ReadonlyMap<string, Node[]>>(new Map())
  const text = typed.trim()
  const roots = useAsk(territory, 'areas', { query: {} })
  const found = useAsk(territory, 'areas', { query: { q: text, limit: 50 } }, { enabled: text.length > 0 })
  const shown = (text ? found : roots).data?.items ?? []
  const nodes = [...branches].reduce((tree, [key, children]) => grown(tree, key, children), shown.map(toNode))
  return (
    <>
      <Input.Search
        aria-label={t('screen.search')}
        placeholder={t('screen.search')}
        allowClear
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Tree
        key={text || shown[0]?.code}
        defaultExpandedKeys={text ? [] : shown.slice(0, 1).map(({ code }) => code)}
        treeData={nodes}
        height={460}
        blockNode
        selectedKeys={chosen ? [chosen] : []}
        onSelect={([key]) => key !== undefined && onChoose(String(key))}
        loadData={async ({ key, children }) => {
          if (children) return
          const { items } = await ask(territory, 'areas', { query: { parent: String(key) } })
          setBranches((known) => new Map(known).set(String(key), items.map(toNode)))
        }}
      />
    </>
  )
}
