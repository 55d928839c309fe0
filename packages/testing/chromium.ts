/** The browser of journeys and benches: the one `npm test` found (`scripts/browser.mjs`), the one that is told, or the usual one. */
import { existsSync } from 'node:fs'

/** Its path; `LIREN_TEST_CHROMIUM` or `CHROME_PATH` name another. Whether a program lies there is the caller's to ask. */
export const chromiumPath = (): string =>
  [process.env.LIREN_TEST_CHROMIUM, process.env.CHROME_PATH, '/usr/bin/chromium-headless-shell'].find(
    (told) => told && existsSync(told),
  ) ?? '/usr/bin/chromium'
