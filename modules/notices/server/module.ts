/** The plug of notices: it names the parts and contains no logic. */
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { type GivenTopics, notices } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { CommunitySettings, PlatformSettings } from '../settings.ts'
import { announceJob } from './announce.job.ts'
import { announce, announcement, announcements, countAudience, withdraw } from './announcements.ts'
import { climbDue, climbJob } from './climb.job.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { announcements as announcementTables } from './migrations/0002-announcements.ts'
import { privacyNotices } from './migrations/0003-privacy-notices.ts'
import { markRead, mine, open, unread } from './mine.ts'
import { notePrivacy } from './note-privacy.on.ts'
import { personalData } from './personal.ts'
import { finishPhoneTask, phoneTasks, takePhoneTask } from './phone-tasks.ts'
import { noticesPort } from './port.ts'
import { prefer, preferences } from './preferences.ts'
import { privacyNotice, privacyVersions, publishPrivacy } from './privacy.ts'
import { greet, receipt } from './receipts.ts'
import { report, senders } from './report.ts'
import { retention } from './retention.ts'
import { ringRobot } from './ring-robot.job.ts'
import { tellAssisted } from './tell-assisted.on.ts'
import { tellCard } from './tell-card.on.ts'
import { tellCode } from './tell-code.on.ts'
import { tellErasure } from './tell-erasure.on.ts'
import { tellSwap } from './tell-swap.on.ts'
import { putTemplate, templates, tryChannel } from './templates.ts'
import { checkTopics } from './topics.ts'

/** Heading and signature may stand on a locked screen; the whole text only where danger is. */
const said = { outside: ['title', 'signature'] }

const own: GivenTopics = {
  topics: [
    { name: 'community', kind: 'optional', templates: { announcement: said } },
    { name: 'lawful', kind: 'statutory', templates: { announcement: said } },
    { name: 'office', kind: 'work', templates: { announcement: said } },
    { name: 'alarm', kind: 'emergency', templates: { alarm: { outside: ['title', 'text', 'signature'] } } },
    {
      name: 'account',
      kind: 'statutory',
      templates: {
        assisted: { outside: [] },
        card: { outside: ['place'] },
        erased: { outside: [] },
        erasureDeclined: { outside: [] },
      },
    },
    {
      name: 'duty',
      kind: 'work',
      templates: {
        swapAsked: { outside: ['day'] },
        swapAgreed: { outside: ['day'] },
        swapRefused: { outside: ['day'] },
        swapWithdrawn: { outside: ['day'] },
        swapTaken: { outside: ['day'] },
        swapTakenInReturn: { outside: ['day', 'inReturn'] },
      },
    },
  ],
}

export default defineModule({
  contract: notices,
  doors: ['worker'],
  needs: [identity],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-announcements': announcementTables,
    '0003-privacy-notices': privacyNotices,
  },
  routes: [
    announcements,
    announcement,
    countAudience,
    announce,
    withdraw,
    privacyNotice,
    privacyVersions,
    publishPrivacy,
    mine,
    unread,
    markRead,
    open,
    preferences,
    prefer,
    report,
    senders,
    phoneTasks,
    takePhoneTask,
    finishPhoneTask,
    templates,
    putTemplate,
    tryChannel,
    receipt,
    greet,
  ],
  jobs: [climbJob, climbDue, ringRobot, announceJob],
  listeners: [notePrivacy, tellCode, tellAssisted, tellCard, tellErasure, ...tellSwap],
  settings: { platform: PlatformSettings, community: CommunitySettings },
  personalData,
  collects: 'notices',
  gives: { notices: own, catalogue: retention },
  checkGiven: checkTopics,
  port: noticesPort,
})
