/** The plug of the organisation. It names the parts; it contains no logic. */
import { defineModule } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { organisation } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { platform } from '../settings.ts'
import { appoint, endTerm } from './appoint.ts'
import { carryCells } from './carry-cells.on.ts'
import { changeUnit } from './change-unit.ts'
import { closeUnit } from './close-unit.ts'
import { createUnit } from './create-unit.ts'
import { endDuty, enterDuty, reviseDuty } from './enter-duty.ts'
import { afterDuties, afterUnits } from './forget-picture.on.ts'
import { describeAssociation, listAssociations, meetNeed, noteNeed } from './keep-associations.ts'
import { createShift, endShift, putOnRoster, takeOffRoster } from './keep-roster.ts'
import { dutyHistory, listDuties } from './list-duties.ts'
import { listResponsibilities } from './list-responsibilities.ts'
import { listUnits } from './list-units.ts'
import createTables from './migrations/0001-create-tables.ts'
import associations from './migrations/0002-associations.ts'
import swapTables from './migrations/0003-swaps.ts'
import carriedTables from './migrations/0004-carried.ts'
import { myPosts } from './my-posts.ts'
import { escalation, onDuty } from './on-duty.ts'
import { openUnit } from './open-unit.ts'
import { ownUnits } from './own-units.ts'
import { personalData } from './personal-data.ts'
import { port } from './port.ts'
import { proposeHolder } from './propose-holder.ts'
import { closePosition, createPosition } from './set-up-post.ts'
import { listCarried, settleCarried } from './settle-carried.ts'
import { showCommunity } from './show-community.ts'
import { answerSwap, askSwap, myDuties, swaps } from './swap.ts'
import { listTrainings, recordTraining, skillGaps } from './train.ts'
import { unitsNamed } from './units-named.ts'

export default defineModule({
  contract: organisation,
  doors: ['resident', 'worker'],
  needs: [territory],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-associations': associations,
    '0003-swaps': swapTables,
    '0004-carried': carriedTables,
  },
  routes: [
    listUnits,
    openUnit,
    createUnit,
    changeUnit,
    closeUnit,
    createPosition,
    closePosition,
    appoint,
    endTerm,
    listDuties,
    dutyHistory,
    enterDuty,
    reviseDuty,
    endDuty,
    proposeHolder,
    onDuty,
    escalation,
    createShift,
    endShift,
    putOnRoster,
    takeOffRoster,
    myDuties,
    askSwap,
    answerSwap,
    swaps,
    listResponsibilities,
    listTrainings,
    recordTraining,
    skillGaps,
    showCommunity,
    listAssociations,
    describeAssociation,
    noteNeed,
    meetNeed,
    listCarried,
    settleCarried,
    myPosts,
    ownUnits,
  ],
  gives: { identity: { unitsNamed } },
  listeners: [afterUnits, afterDuties, carryCells],
  settings: { platform },
  personalData,
  port,
  seed,
})
