// Keeps on the phone what was read, and shows it from there when the site does not answer in time. Published as sw.js
// at the site's root, for a worker serves only what lies below it. The words in double braces are put in by
// layouts/_partials/page/worker.html. Everybody who reads a page fetches this, so it is short.
//
// The store "read" has pages as they came. A page is put there after all the files that it names, which have a hash of
// their content in their names: a page of an older version has its own styles, and never those of a newer one. Other
// stores are those of the whole guide, one a version; keep.js fills them. Their names begin with the address of the
// site, for another site of the same host sees them too.
(() => {
  const scope = registration.scope, cacheName = scope + "read"
  const named = /\.[0-9a-f]{16,}\.\w+$/
  // The address that a page is kept under: no search changes what the site answers.
  const bare = url => url.replace(/(index\.html)?([?#].*)?$/, "")
  const answer = (text, status) => new Response(text, { status, headers: { "content-type": "text/html;charset=utf-8" } })
  const read = () => caches.open(cacheName)
  // What was read is newer than what is in the guide.
  const find = async url => await caches.match(url, { cacheName }) || caches.match(url)

  // A new worker doesn't push the old one out (skipWaiting): Chromium 148 let a page wait for ever that was asked for at
  // that moment. It comes when no page of the old one is open.
  onactivate = event => event.waitUntil(clients.claim())
  // The page that brought this worker was read before it was there. The browser has it still: nobody is asked again.
  onmessage = event => event.waitUntil(fetch(event.data, { cache: "force-cache" }).then(keep))
  onfetch = event => {
    const { method, url, mode, destination } = event.request
    if (method !== "GET" || !url.startsWith(scope)) return
    if (mode === "navigate") event.respondWith(page(event, bare(url)))
    // Parts of a file are asked for by players only, which the site has none of.
    else if (destination && named.test(url)) event.respondWith(file(url))
  }

  // What has its hash in its name is never out of date.
  async function file(url) {
    let response = await caches.match(url)
    if (!response) {
      response = await fetch(url, { cache: "force-cache" })
      if (response.ok) await (await read()).put(url, response.clone()).catch(() => {})
    }
    return response
  }

  async function page(event, url) {
    const network = fetch(event.request)
    // Late is better than never: the next time, it is there. Where there is no room, pages are not kept, and that is all.
    event.waitUntil(network.then(response => keep(response.clone()), () => {}))
    const kept = await find(url)
    if (!kept) return network.catch(() => missing(url))
    // The whole of it in two seconds, or the one that is here: somebody in trouble should not have to wait longer.
    const whole = network.then(async response => response.status < 500 && (await response.clone().text(), response))
    return await Promise.race([whole.catch(() => {}), new Promise(resolve => setTimeout(resolve, 2000))]) || show(kept)
  }

  // One page after the other: what one throws away, the next may be about to name.
  let last
  const keep = response => last = Promise.resolve(last).then(() => put(response)).catch(() => {})

  async function put(response) {
    const url = bare(response.url), text = await response.text()
    if (!response.ok || !/html/.test(response.headers.get("content-type"))) return
    for (const [, name] of text.matchAll(/(?:href|src)="?([^"\s>]+\.[0-9a-f]{16,}\.\w+)/g)) {
      const at = new URL(name, url).href
      await file(at)
      if (!await caches.match(at)) return
    }
    const store = await read(), before = await store.match(url)
    await store.put(url, new Response(text, response))
    if (!before || await before.text() === text) return
    // Files that no page names any more were of the page that was here before.
    const requests = await store.keys()
    let texts = ""
    for (const { url } of requests) if (!named.test(url)) texts += await (await store.match(url)).text()
    for (const { url } of requests) if (named.test(url) && !texts.includes(url.split("/").pop())) await store.delete(url)
  }

  async function show(kept) {
    const day = new Date(kept.headers.get("date")).toLocaleDateString("{{ .locale }}", { dateStyle: "long" })
    return answer((await kept.text()).replace("<main", `<p class=kept role=status>{{ .kept }}</p><main`))
  }

  async function missing(url) {
    if (await find(url + "/")) return Response.redirect(url + "/")
    let links = ""
    for (const at of new Set([scope, ...(await (await read()).keys()).map(request => request.url)])) {
      const kept = !named.test(at) && await find(at)
      if (kept) links += `<li><a href="${at}">${/<title>(.*?)( –[^–]*)?</.exec(await kept.text())[1]}</a>`
    }
    return answer(`<!doctype html><html lang={{ .lang }}><meta charset=utf-8><meta http-equiv=content-security-policy content="default-src 'none';style-src 'self'"><meta name=viewport content="width=device-width"><title>{{ .title }}</title><link rel=stylesheet href=${scope}{{ .css }}><main><h1>{{ .title }}</h1><p>{{ .text }}</p><ul class=symptoms>${links}</ul></main>`, 503)
  }
})()
