/** The day’s report, written from the records, edited and issued. */
import { AreaCode, Page, PageQuery, Type } from '@liren/contract'
import { BriefLine, BriefView, byId, closed, Day } from './views.ts'

export const briefRoutes = {
  briefs: {
    method: 'GET',
    path: '/briefs',
    may: 'board.read',
    summary: 'Daily reports, the newest first; drafts for those who write them',
    query: Type.Object(PageQuery, closed),
    reply: Page(BriefLine),
  },
  brief: { method: 'GET', path: '/briefs/:id', may: 'board.read', params: byId, reply: BriefView },
  writeBrief: {
    method: 'POST',
    path: '/briefs',
    may: 'brief.write',
    status: 201,
    summary: 'Write the report of a day from its records; a draft takes them anew and keeps its words',
    body: Type.Object({ area: AreaCode, onDay: Day }, closed),
    reply: BriefView,
  },
  editBrief: {
    method: 'PUT',
    path: '/briefs/:id',
    may: 'brief.write',
    params: byId,
    body: Type.Object({ text: Type.String({ maxLength: 8000 }) }, closed),
    reply: BriefView,
  },
  issueBrief: {
    method: 'POST',
    path: '/briefs/:id/issue',
    may: 'brief.write',
    summary: 'What is issued is not changed any more',
    params: byId,
    reply: BriefView,
  },
} as const
