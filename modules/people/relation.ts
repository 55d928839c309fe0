/** 与户主关系 A relation is kept in the words of whoever wrote it down; the usual ones are known again in any language. */

const relations = ['head', 'spouse', 'child', 'parent', 'grandchild', 'grandparent', 'sibling', 'other'] as const
export type Relation = (typeof relations)[number]

/** As registers, forms and this platform write them. */
const words: Readonly<Record<Relation, readonly string[]>> = {
  head: ['户主', '本人', 'head', 'head of the household'],
  spouse: ['配偶', '妻子', '丈夫', '妻', '夫', 'spouse', 'wife', 'husband'],
  child: ['子女', '儿子', '女儿', '子', '女', 'child', 'son', 'daughter'],
  parent: ['父母', '父亲', '母亲', '父', '母', 'parent', 'father', 'mother'],
  grandchild: ['孙辈', '孙子女', '孙子', '孙女', '外孙子女', '外孙', '外孙女', 'grandchild'],
  grandparent: ['祖辈', '祖父母', '祖父', '祖母', '外祖父母', '外祖父', '外祖母', 'grandparent'],
  sibling: ['兄弟姐妹', '兄', '弟', '姐', '妹', 'sibling', 'brother', 'sister'],
  other: ['其他', '其他亲属', 'other', 'other relative'],
}

/** Null for a word of somebody's own, which stays as it was written. */
export const relationOf = (written: string): Relation | null => {
  const word = written.trim().toLowerCase()
  return relations.find((relation) => words[relation].includes(word)) ?? null
}
