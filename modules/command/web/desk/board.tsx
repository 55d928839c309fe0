/** The live board: one grid of tiles for the desk and for the wall. */
import { Slot } from '@liren/web'
import Called from '../parts/called.tsx'
import { AlertsTile } from './alerts-tile.tsx'
import { CallsTile } from './calls-tile.tsx'
import { ChannelTile } from './channel-tile.tsx'
import { DayTile } from './day-tile.tsx'
import { DutyTile } from './duty-tile.tsx'
import { LateTile } from './late-tile.tsx'
import { MapTile } from './map-tile.tsx'
import { PlansTile } from './plans-tile.tsx'
import { QueueTile } from './queue-tile.tsx'
import { Signals } from './signals.tsx'
import { TopicTile } from './topic-tile.tsx'
import { UnitTile } from './unit-tile.tsx'
import { useBoardLive } from './use-board.ts'
import './board.css'

export const Board = () => {
  useBoardLive()
  return (
    <>
      <Slot name="board:notice" />
      <Called />
      <Signals />
      <div className="board-grid">
        <DayTile />
        <AlertsTile />
        <PlansTile />
        <QueueTile />
        <MapTile />
        <UnitTile />
        <CallsTile />
        <LateTile />
        <DutyTile />
        <ChannelTile />
        <TopicTile />
      </div>
    </>
  )
}
