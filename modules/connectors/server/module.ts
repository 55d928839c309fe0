/** The plug. It names the parts; it contains no logic. */
import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { territory } from '@liren/territory/contract'
import { connectors } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { answers, settleAnswer } from './answers.ts'
import { askAgain, compare, compareDaily, comparisons, differences, settle } from './compare.ts'
import { fetchPhotos, letGo } from './fetch-photos.job.ts'
import { follow, tellDelay } from './follow.on.ts'
import { handOver } from './hand-over.ts'
import { messages, repeat, replay } from './messages.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { differencesTable } from './migrations/0002-differences.ts'
import { oneSender } from './migrations/0003-one-sender.ts'
import { refusedAndAnswered } from './migrations/0004-refused-and-answered.ts'
import { notTakenIn } from './not-taken-in.on.ts'
import { note } from './note.job.ts'
import { keepPeer, newSecret, peers } from './peers.ts'
import { personalData } from './personal-data.ts'
import { photo } from './photos.ts'
import { receive } from './receive.ts'
import { retention } from './retention.ts'
import { send, watch } from './send.job.ts'
import { exchangeTopics, tellFailed } from './tell.ts'

export default defineModule({
  contract: connectors,
  needs: [territory, identity, notices, files, matters],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-differences': differencesTable,
    '0003-one-sender': oneSender,
    '0004-refused-and-answered': refusedAndAnswered,
  },
  routes: [
    peers,
    keepPeer,
    newSecret,
    receive,
    photo,
    messages,
    repeat,
    replay,
    answers,
    settleAnswer,
    askAgain,
    handOver,
    comparisons,
    compare,
    differences,
    settle,
  ],
  jobs: [send, watch, note, fetchPhotos, letGo, compareDaily],
  listeners: [...follow, tellDelay, notTakenIn, tellFailed],
  personalData,
  gives: { notices: exchangeTopics, catalogue: retention },
})
