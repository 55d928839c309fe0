/** What somebody made up finds on their board in this community: beside the page where rules about people are tried. */
import { Button, Chip, Failed, Notice, Segments, Skeleton, useAsk, useMay, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { useState } from 'react'
import { launcher } from '../../contract.ts'
import { useNames } from './names.ts'
import './compose.css'

type Persona = {
  readonly age?: number
  readonly sex?: 'F' | 'M'
  readonly residence?: string
  readonly livesAlone?: boolean
  readonly tags?: string[]
  readonly capacities?: string[]
}
/** Handed over by the page: the area looked at, and the people made up there; facts the boards do not ask for are left out. */
type Of = {
  readonly area: string | null
  readonly personas: readonly { readonly label: string; readonly facts: Readonly<Record<string, unknown>> }[]
}
const asked = ['age', 'sex', 'residence', 'livesAlone', 'tags', 'capacities'] as const
const boards = ['resident', 'merchant', 'worker', 'desk'] as const

const Seen = ({ area, persona, board }: { area: string; persona: Persona; board: (typeof boards)[number] }) => {
  const t = useWords('launcher')
  const name = useNames()
  const { data, error, refetch } = useAsk(
    launcher,
    'preview',
    { params: { area }, body: { persona, board } },
    { staleSeconds: 30 },
  )
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={4} />
  return (
    <>
      <ol className="compose-seen">
        {data.tiles.map((tile, n) => (
          <li key={tile.id} className={n >= data.atMost ? 'compose-later' : ''}>
            {name(tile)} {tile.mandate && <Chip>{tile.mandate.issuer}</Chip>}
          </li>
        ))}
      </ol>
      {data.unsure.length > 0 && <p className="field-hint">{t('desk.unsure', { count: data.unsure.length })}</p>}
    </>
  )
}

export default function SeesPart({ of: { area, personas } }: { of: Of }) {
  const t = useWords('launcher')
  const may = useMay()
  const [chosen, choose] = useState(0)
  const [board, setBoard] = useState<(typeof boards)[number]>('resident')
  if (!may('launcher.compose')) return null
  const facts = personas[chosen]?.facts ?? {}
  const persona: Persona = Object.fromEntries(asked.flatMap((key) => (key in facts ? [[key, facts[key]]] : [])))
  return (
    <Panel title={t('desk.sees')}>
      {area === null ? (
        <Notice>{t('desk.seesWhere')}</Notice>
      ) : (
        <>
          <p className="button-row">
            {personas.map(({ label }, n) => (
              <Button
                key={label}
                tone={n === chosen ? 'main' : 'plain'}
                aria-pressed={n === chosen}
                onClick={() => choose(n)}
              >
                {label}
              </Button>
            ))}
          </p>
          <Segments
            label={t('desk.sees')}
            value={board}
            onChange={(value) => setBoard(boards.find((one) => one === value) ?? 'resident')}
            choices={boards.map((value) => ({ value, label: t(`desk.board.${value}`) }))}
          />
          <Seen area={area} persona={persona} board={board} />
        </>
      )}
    </Panel>
  )
}
