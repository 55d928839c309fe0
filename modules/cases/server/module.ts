/** The plug. It names the parts; it contains no logic. */
import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { caseProcess } from '../case.ts'
import { cases } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { communitySettings } from '../settings.ts'
import { accept } from './accept.ts'
import { addPhotos } from './add-photos.ts'
import { askReporter } from './ask-reporter.ts'
import { catchUp } from './catch-up.job.ts'
import {
  categories,
  category,
  categoryChanges,
  changeCategory,
  consider,
  sources,
  undoCategoryChange,
} from './categories.ts'
import { check, conclude } from './check.ts'
import { confirm } from './confirm.ts'
import { decline } from './decline.ts'
import { dispatch, proposals, sendBack } from './dispatch.ts'
import { file } from './file.ts'
import { afterCategories, afterNames } from './forget-names.on.ts'
import { forwardSorted, takeBackBatch, undoForward } from './forward.on.ts'
import { adopt, forward, reply, signIn } from './handle.ts'
import { list } from './list.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { imports } from './migrations/0002-imports.ts'
import { forwarded } from './migrations/0003-forwarded.ts'
import { looksAndPhotos } from './migrations/0004-looks-and-photos.ts'
import { photoDoubts } from './migrations/0005-photo-doubts.ts'
import englishPaths from './migrations/0006-english-paths.ts'
import ownNamesTable from './migrations/0007-own-names.ts'
import spokenTable from './migrations/0008-spoken.ts'
import publicTitles from './migrations/0009-public-titles.ts'
import categoryChangesTable from './migrations/0010-category-changes.ts'
import privacyVersions from './migrations/0011-privacy-versions.ts'
import wordingTables from './migrations/0012-wording.ts'
import fieldTasks from './migrations/0013-field-tasks.ts'
import { nameHere, nameIn, ownNames } from './own-names.ts'
import { personalData } from './personal-data.ts'
import { showPhoto } from './photos.ts'
import { checkPlaced } from './ranking.ts'
import { cards, read } from './read.ts'
import { refitCells } from './refit-cells.on.ts'
import { callersOf, repeats } from './repeats.ts'
import { report } from './report.ts'
import { contact, contactLooks } from './reporter-contact.ts'
import { retention } from './retention.ts'
import { settle } from './settle.ts'
import { showTitle } from './show-title.ts'
import { splitOff } from './split-off.ts'
import { takeBack } from './take-back.on.ts'
import { takeIn, takePhotos } from './take-in.on.ts'
import { takeInPaper } from './take-in-paper.on.ts'
import { takeInHappening, takeInPatrol } from './take-in-patrol.on.ts'
import { dangerTopics, tellDanger } from './tell-danger.on.ts'
import { guestTopics, tellGuest } from './tell-guest.on.ts'
import { answerVerification, askVerification } from './verification.ts'
import { dropSafety, putModeration, putSafety, putSource, wording } from './wording.ts'

export default defineModule({
  contract: cases,
  doors: ['resident', 'merchant'],
  needs: [territory, organisation, identity, people, files, notices, matters],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-imports': imports,
    '0003-forwarded': forwarded,
    '0004-looks-and-photos': looksAndPhotos,
    '0005-photo-doubts': photoDoubts,
    '0006-english-paths': englishPaths,
    '0007-own-names': ownNamesTable,
    '0008-spoken': spokenTable,
    '0009-public-titles': publicTitles,
    '0010-category-changes': categoryChangesTable,
    '0011-privacy-versions': privacyVersions,
    '0012-wording': wordingTables,
    '0013-field-tasks': fieldTasks,
  },
  routes: [
    categories,
    category,
    changeCategory,
    categoryChanges,
    undoCategoryChange,
    ownNames,
    nameHere,
    sources,
    wording,
    putSource,
    putSafety,
    dropSafety,
    putModeration,
    consider,
    report,
    read,
    list,
    cards,
    contact,
    contactLooks,
    confirm,
    showPhoto,
    showTitle,
    repeats,
    addPhotos,
    accept,
    decline,
    askVerification,
    answerVerification,
    settle,
    file,
    proposals,
    dispatch,
    sendBack,
    undoForward,
    splitOff,
    askReporter,
    signIn,
    adopt,
    forward,
    reply,
    check,
    conclude,
  ],
  settings: { community: communitySettings },
  jobs: [catchUp],
  listeners: [
    takeBack,
    takeIn,
    takePhotos,
    takeInPaper,
    takeInHappening,
    takeInPatrol,
    forwardSorted,
    takeBackBatch,
    refitCells,
    afterNames,
    afterCategories,
    ...tellGuest,
    tellDanger,
  ],
  collects: 'placings',
  checkGiven: checkPlaced,
  gives: {
    matters: { processes: [caseProcess] },
    notices: { topics: [...guestTopics.topics, ...dangerTopics.topics] },
    command: { counted: [caseProcess.name], callers: callersOf },
    triage: { nameIn },
    catalogue: retention,
  },
  personalData,
  seed,
})
