// Keeps on the phone what was read, and shows it from there when the site does not answer in time. Published as sw.js
// at the site's root, for a worker serves only what lies below it. The words in double braces are put in by
// layouts/_partials/page/worker.html.
//
// The store "read" has pages as they came. A page is put there after all the files that it names, which have a hash of
// their content in their names: a page of an older version has its own styles, and never those of a newer one. The
// store "guide" has the whole guide of one version, packed by tools/internal/offline and fetched by keep.js; to write
// one entry, "current", is to go to another version.
(() => {
  const scope = registration.scope, guide = { cacheName: "guide" }
  const named = /\.[0-9a-f]{32}\.\w+$/
  // The address that a page is kept under: no search changes what the site answers.
  const bare = url => url.replace(/(index\.html)?([?#].*)?$/, "")
  const answer = (text, status) => new Response(text, { status, headers: { "content-type": "text/html;charset=utf-8" } })

  addEventListener("install", () => skipWaiting())
  // A preload of navigations would be quicker by the time this takes to start. But where it fails, Firefox 153 shows its
  // failure and not what is answered here.
  addEventListener("activate", event => event.waitUntil(clients.claim()))
  // The page that brought this worker was read before it was there. The browser has it still: nobody is asked again.
  addEventListener("message", event => event.waitUntil(fetch(event.data, { cache: "force-cache" }).then(keep)))
  addEventListener("fetch", event => {
    const { method, url, headers, mode, destination } = event.request
    if (method !== "GET" || !url.startsWith(scope) || headers.has("range")) return
    if (mode === "navigate") event.respondWith(page(event, bare(url)))
    else if (destination && named.test(url)) event.respondWith(file(url))
  })

  // What has its hash in its name is never out of date.
  async function file(url) {
    let response = await caches.match(url)
    if (!response) {
      response = await fetch(url, { cache: "force-cache" })
      if (response.ok) await (await caches.open("read")).put(url, response.clone()).catch(() => {})
    }
    return response
  }

  async function page(event, url) {
    const network = fetch(event.request)
    // Late is better than never: the next time, it is there.
    event.waitUntil(network.then(response => keep(response.clone()), () => {}))
    const kept = await find(url).catch(() => {})
    if (!kept) return network.catch(() => missing(url))
    // The whole of it in two seconds, or the one that is here: somebody in trouble should not have to wait longer.
    const whole = network.then(async response => response.status < 500 && (await response.clone().text(), response))
    return await Promise.race([whole.catch(() => {}), new Promise(resolve => setTimeout(resolve, 2000))]) || show(kept)
  }

  // Gives a page that is kept, as a response with the day when it came, or nothing.
  async function find(url) {
    const page = await caches.match(url, { cacheName: "read" }), current = await caches.match("current", guide)
    if (page || !current) return page
    const { pages, parts } = await current.json(), pieces = pages[url.slice(scope.length)]
    if (!pieces) return
    const all = (await Promise.all(parts.map(async part => (await caches.match(part, guide)).json()))).flat()
    return new Response(pieces.map(i => all[i]).join(""), current)
  }

  async function show(kept) {
    const day = new Date(kept.headers.get("date")).toLocaleDateString("{{ .locale }}", { dateStyle: "long" })
    return answer((await kept.text()).replace("<main", `<p class=kept role=status>{{ .kept }}</p><main`))
  }

  async function missing(url) {
    if (await find(url + "/")) return Response.redirect(url + "/")
    let links = ""
    for (const at of new Set([scope, ...(await (await caches.open("read")).keys()).map(request => request.url)])) {
      const kept = !named.test(at) && await find(at)
      if (kept) links += `<li><a href="${at}">${/<title>(.*?)( –[^–]*)?</.exec(await kept.text())[1]}</a>`
    }
    return answer(`<!doctype html><html lang={{ .lang }}><meta charset=utf-8><meta http-equiv=content-security-policy content="default-src 'none';style-src 'self'"><meta name=viewport content="width=device-width"><title>{{ .title }}</title><link rel=stylesheet href=${scope}{{ .css }}><main><h1>{{ .title }}</h1><p>{{ .text }}</p><ul class=symptoms>${links}</ul></main>`, 503)
  }

  // One page after the other: what one throws away, the next may be about to name. Where there is no room, pages are
  // not kept, and that is all.
  let last = Promise.resolve()
  const keep = response => last = last.then(() => put(response)).catch(() => {})

  async function put(response) {
    const url = bare(response.url)
    if (!response.ok || response.redirected || !url.startsWith(scope) || !/html/.test(response.headers.get("content-type"))) return
    const text = await response.text(), store = await caches.open("read"), before = await store.match(url)
    for (const [, name] of text.matchAll(/(?:href|src)="?([^"\s>]+\.[0-9a-f]{32}\.\w+)/g)) {
      const at = new URL(name, url).href
      await file(at)
      if (!await caches.match(at)) return
    }
    await store.put(url, new Response(text, response))
    if (!before || await before.text() === text) return
    // Files that no page names any more were of the page that was here before.
    const requests = await store.keys()
    let texts = ""
    for (const { url } of requests) if (!named.test(url)) texts += await (await store.match(url)).text()
    for (const { url } of requests) if (named.test(url) && !texts.includes(url.split("/").pop())) await store.delete(url)
  }
})()
