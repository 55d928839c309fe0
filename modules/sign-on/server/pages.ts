/** The few pages the protocol itself shows: leaving, having left, and something that cannot go on. Plain, without scripts. */
import type { SignOnWork } from './sign-on-work.ts'

const safe = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)

const page = (work: SignOnWork, title: string, inside: string) => `<!doctype html>
<html lang="${work.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)}</title>
<style>:root{color-scheme:light dark}body{font:18px/1.6 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.5rem;background:#faf8f4;color:#1f2328}
button,a{display:block;width:100%;box-sizing:border-box;min-height:60px;margin:1rem 0;border-radius:12px;border:1px solid #1e7b6e;font:inherit;text-align:center;line-height:58px;text-decoration:none;background:none;color:inherit}
button{background:#1e7b6e;color:#fff}@media(prefers-color-scheme:dark){body{background:#14171a;color:#e6e4df}}</style></head>
<body><main><h1>${safe(title)}</h1>${inside}<a href="/">${safe(work.words('sign-on.screen.home'))}</a></main></body></html>`

/** `form` is the provider's own, with its guard against other sites. */
export const confirmPage = (work: SignOnWork, form: string) =>
  page(
    work,
    work.words('sign-on.screen.leave'),
    `<p>${safe(work.words('sign-on.screen.leaveHint'))}</p>${form}<button form="op.logoutForm" type="submit" name="logout" value="yes">${safe(work.words('sign-on.screen.leaveYes'))}</button>`,
  )

export const endedPage = (work: SignOnWork) =>
  page(work, work.words('sign-on.screen.left'), `<p>${safe(work.words('sign-on.screen.leftHint'))}</p>`)

export const failedPage = (work: SignOnWork, code: string) =>
  page(
    work,
    work.words('sign-on.screen.failed'),
    `<p>${safe(work.words('sign-on.screen.failedHint'))}</p><p><small>${safe(code)}</small></p>`,
  )
