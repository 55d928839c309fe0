/** Keeping the territory: the tree at the left, the map and the facts of what is chosen, its buildings below. */
import { useArea, useFilters, useMay, useShellFacts, useWords } from '@liren/web'
import { Columns, DeskPage, Panel } from '@liren/web/desk'
import AreaMap from '../area-map.tsx'
import { AddressesPanel } from './addresses-panel.tsx'
import { AreaFacts } from './area-facts.tsx'
import { AreaTree } from './area-tree.tsx'
import { BuildingsPanel } from './buildings-panel.tsx'
import { ImportButton } from './import-button.tsx'
import { RedrawPanel } from './redraw-panel.tsx'
import { useRedraw } from './use-redraw.ts'

export default function TerritoryPage() {
  const t = useWords()
  const may = useMay()
  const { code: looked } = useArea()
  const { area: district } = useShellFacts()
  const [filters, filter] = useFilters()
  const chosen = filters.area ?? looked ?? district
  const choose = (area: string) => filter({ area })
  // A single cell is shown among the cells of its community.
  const isCell = chosen?.length === 15
  const redraw = useRedraw(chosen ?? '', choose)
  return (
    <DeskPage title={t('title')} hint={t('screen.hint')} tools={may('boundary.import') && <ImportButton />}>
      <Columns
        main={
          chosen && (
            <>
              <Panel>
                <AreaMap
                  of={{
                    area: isCell ? chosen.slice(0, 12) : chosen,
                    ...(isCell ? { level: 'gridCell' } : {}),
                    chosen: isCell ? chosen : null,
                    onArea: choose,
                    height: '26rem',
                    ...(isCell ? redraw.map : {}),
                  }}
                />
              </Panel>
              <BuildingsPanel key={chosen} area={chosen} />
              <AddressesPanel key={`addresses ${chosen}`} area={chosen} />
            </>
          )
        }
        aside={
          <>
            <Panel>
              <AreaTree chosen={chosen} onChoose={choose} />
            </Panel>
            {isCell && may('boundary.import') && <RedrawPanel of={redraw} />}
            {chosen && <AreaFacts code={chosen} />}
          </>
        }
      />
    </DeskPage>
  )
}
