/* Opens the boards without a network. Keeps pages and hashed assets; never an answer of the API, so nothing personal.
   What a board needs in all is fetched ahead, and old builds cleared away, by packages/web/offline/keep-board.ts. */
const kept = 'liren-shell-2'
const boards = ['/worker', '/desk', '/merchant']
const boardOf = (path) => boards.find((board) => path === board || path.startsWith(`${board}/`)) ?? '/'

self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('activate', (event) => {
  const clean = async () => {
    for (const name of await caches.keys())
      if (name.startsWith('liren-shell-') && name !== kept) await caches.delete(name)
    await self.clients.claim()
  }
  event.waitUntil(clean())
})

const keep = async (key, response) => {
  if (!response.ok) return
  const cache = await caches.open(kept)
  await cache.put(key, response)
}

/** A board's page: the newest if it comes within four seconds, else the one whose every part is kept. */
const openBoard = async (event, key) => {
  const fresh = fetch(event.request)
  event.waitUntil(
    fresh.then(
      (response) => keep(key, response.clone()),
      () => undefined,
    ),
  )
  const old = (await caches.match(`${key}?kept`)) ?? (await caches.match(key))
  if (!old) return fresh
  const late = new Promise((resolve) => setTimeout(() => resolve(old), 4000))
  return Promise.race([
    fresh.then(
      (response) => (response.status < 500 ? response : old),
      () => old,
    ),
    late,
  ])
}

/** Hashed assets never change. */
const openAsset = async (event) => {
  const old = await caches.match(event.request)
  if (old) return old
  const response = await fetch(event.request)
  event.waitUntil(keep(event.request, response.clone()))
  return response
}

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return
  if (event.request.mode === 'navigate') event.respondWith(openBoard(event, boardOf(pathname)))
  else if (pathname.startsWith('/assets/') || /^\/[\w-]+\.(svg|png|webmanifest)$/.test(pathname))
    event.respondWith(openAsset(event))
})
