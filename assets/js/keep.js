// Keeps the whole guide on the phone: fetches what tools/internal/offline packed, shows how far it is, goes on where it
// was when the connection broke, and puts the pages together. On pages without the box of class "keep" it only fetches
// what is new, in silence.
//
// The store "parts" has what was fetched, so that a new version fetches only what is new in it. The pages of a version
// are in a store of its own. The last one goes when the next is whole; the worker takes the older of two.
(() => {
  // The page of the box has it from the beginning; offline.js may bring it again.
  if (window.keeps) return
  window.keeps = true
  const root = new URL("..", document.currentScript.src), at = name => new URL(name, root).href
  const box = document.querySelector(".keep"), part = name => box?.querySelector("." + name)
  // What is shown instead of a number or a date, by name, in the words that stand on the box.
  const said = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(key, value), box.dataset[name])
  const size = bytes => Math.max(.1, bytes / 1e6).toFixed(1) + " MB"
  const read = at("read"), parts = at("parts"), whole = at("guide-"), done = at("offline/kept")
  const named = /\.[0-9a-f]{16,}\.\w+$/
  let guide

  const guides = async () => (await caches.keys()).filter(name => name.startsWith(whole))

  // What is kept: the version and its day; nothing where there is none.
  async function kept() {
    for (const cacheName of await guides()) {
      const mark = await caches.match(done, { cacheName })
      if (mark) return { version: cacheName.slice(whole.length), day: new Date(mark.headers.get("date")).toLocaleDateString(box?.dataset.dates, { dateStyle: "long" }) }
    }
  }

  async function missing() {
    const store = await caches.open(parts), have = new Set((await store.keys()).map(request => request.url))
    return Object.entries(guide.files).filter(([name]) => !have.has(at(name)))
  }

  // The name of a part is the beginning of its hash. What a network puts in its place has another.
  async function right(name, bytes) {
    if (!name.endsWith(".json")) return true
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
    return name.includes(Array.from(hash.slice(0, 16), n => n.toString(16).padStart(2, "0")).join(""))
  }

  const each = (list, work) => Promise.all([1, 2, 3, 4].map(async () => { while (list.length) await work(list.shift()) }))

  async function fetchParts(progress) {
    const store = await caches.open(parts), files = await missing()
    const all = Object.values(guide.files).reduce((sum, n) => sum + n, 0)
    let left = files.reduce((sum, [, n]) => sum + n, 0)
    progress(1 - left / all)
    await each(files, async ([name, n]) => {
      const response = await fetch(at(name)), bytes = response.ok && await response.clone().arrayBuffer()
      if (!bytes || !await right(name, bytes)) throw new TypeError(name)
      await store.put(at(name), response)
      progress(1 - (left -= n) / all)
    })
  }

  // Puts the pages of the version together, after the files that they name.
  async function unpack() {
    const from = await caches.open(parts), to = await caches.open(whole + guide.version)
    const json = async name => (await from.match(at(name))).json()
    const index = await json(`offline/parts/${guide.version}.json`)
    const pieces = (await Promise.all(index.parts.map(json))).flat()
    for (const name of Object.keys(guide.files)) if (!name.endsWith(".json")) await to.put(at(name), await from.match(at(name)))
    const headers = { "content-type": "text/html;charset=utf-8", date: new Date().toUTCString() }
    await each(Object.entries(index.pages), ([name, numbers]) => to.put(at(name), new Response(numbers.map(i => pieces[i]).join(""), { headers })))
    await to.put(done, new Response("", { headers }))
    return index.pages
  }

  async function fetchAll(progress) {
    await fetchParts(progress)
    const pages = await unpack(), name = url => url.slice(root.href.length)
    for (const old of await guides()) if (old !== whole + guide.version) await caches.delete(old)
    const clear = async (store, gone) => {
      for (const { url } of await store.keys()) if (gone(name(url))) await store.delete(url)
    }
    await clear(await caches.open(parts), name => !(name in guide.files))
    // These were read before, and are older than the same pages in the guide. With them go the files that were theirs.
    const store = await caches.open(read)
    await clear(store, name => name in pages)
    const texts = await Promise.all((await store.matchAll()).map(response => /html/.test(response.headers.get("content-type")) && response.text()))
    await clear(store, name => named.test(name) && !texts.join().includes(name.split("/").pop()))
  }

  // In one tab at a time.
  const once = work => navigator.locks ? navigator.locks.request(parts, { ifAvailable: true }, lock => lock && work()) : work()

  async function show(status) {
    const now = await kept(), pages = (await (await caches.open(read)).keys()).filter(({ url }) => !named.test(url)).length
    const newest = guide && now?.version === guide.version, files = guide && await missing(), begun = files && files.length < Object.keys(guide.files).length
    part("keep-can").hidden = false
    part("keep-cannot").hidden = true
    part("keep-all").hidden = !guide || newest
    part("keep-all").textContent = said(begun ? "further" : "all")
    part("keep-size").textContent = files && !newest ? said("size", { PAGES: guide.pages, SIZE: size(files.reduce((sum, [, n]) => sum + n, 0)) }) : ""
    part("keep-have").textContent = [now && said("done", { DAY: now.day }), pages && said("read", { COUNT: pages })].filter(Boolean).join(" ")
    part("keep-remove").hidden = !now && !pages && !begun
    part("keep-status").textContent = status
  }

  async function keep() {
    const bar = part("keep-progress")
    bar.hidden = false
    part("keep-all").disabled = true
    part("keep-status").textContent = said("fetching")
    let status = ""
    try {
      // Without this a browser that is short of room may throw all of it away by itself. Some ask the reader first:
      // nothing waits for the answer.
      navigator.storage?.persist?.()
      // Without the worker nobody would show what is kept. offline.js brings it too, but only once somebody reads.
      await navigator.serviceWorker.register(at("sw.js"))
      await navigator.serviceWorker.ready
      await once(() => fetchAll(done => { bar.value = done }))
    } catch (error) {
      status = said(error.name === "QuotaExceededError" ? "full" : "broke")
    }
    bar.hidden = true
    part("keep-all").disabled = false
    await show(status)
    if (!status) part("keep-status").textContent = said("kept")
  }

  async function remove() {
    for (const name of [read, parts, ...await guides()]) await caches.delete(name)
    await show(said("removed"))
  }

  async function begin() {
    // A folder has no such store, and an old browser no worker.
    if (!navigator.serviceWorker || !window.caches || root.protocol === "file:") return
    const response = await fetch(at("offline/guide.json"), { cache: "no-cache" }).catch(() => {})
    guide = response?.ok && await response.json()
    const now = await kept(), newer = guide && now && now.version !== guide.version
    if (box) {
      part("keep-all").addEventListener("click", keep)
      part("keep-remove").addEventListener("click", remove)
      await show(guide ? "" : said("unreached"))
    }
    // Who asked to keep the guide wants it to be right. Who pays by the megabyte is not charged unasked.
    if (newer && !navigator.connection?.saveData) await (box ? keep() : once(() => fetchAll(() => {})))
  }

  begin().catch(() => {})
})()
