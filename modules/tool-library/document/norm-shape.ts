/** 标准与规范, 伦理审查 What a norm says clause by clause, and what is said of a tool that reads about people or decides by itself. */
import { type Static, Type } from '@liren/contract'
import { closed, Day, Field, Label, limits, name, Words } from './field-shape.ts'

/** serviceItems 服务事项 · checklist 检查表 · procedure 作业规程 · forms 表样 · data 数据 · security 安全 · accessibility 无障碍. */
export const normKinds = [
  'serviceItems',
  'checklist',
  'procedure',
  'forms',
  'data',
  'security',
  'accessibility',
] as const

export const Norm = Type.Object(
  {
    about: Type.Enum([...normKinds]),
    /** Laws and standards it rests on. */
    basis: Type.Array(Label, { maxItems: 10 }),
    clauses: Type.Array(
      Type.Object(
        { id: name(), title: Label, text: Type.Optional(Words), isDue: Type.Optional(Type.Boolean()) },
        closed,
      ),
      { minItems: 1, maxItems: 60 },
    ),
    /** Of a form: the questions it asks, bound to the dictionary. */
    fields: Type.Optional(Type.Array(Field, { minItems: 1, maxItems: limits.fields })),
  },
  closed,
)
export type Norm = Static<typeof Norm>

export const Ethics = Type.Object(
  {
    /** 政策: by what right, and what it must not be used for. */
    policy: Words,
    /** 组织: who answers for it. */
    organisation: Words,
    /** 制度: how it is kept, looked at again and deleted. */
    institution: Words,
    /** 人员: who could lose by it, and what is done for them. */
    people: Words,
    reviewedOn: Day,
    reviewedBy: Label,
  },
  closed,
)
export type Ethics = Static<typeof Ethics>
