// Keeps the whole guide on the phone: fetches what tools/internal/offline packed, shows how far it is, and goes on where
// it was when the connection broke. On pages without the box of class "keep" it only fetches what is new, in silence.
(() => {
  // The page of the box has it from the beginning; offline.js may bring it again.
  if (window.keeps) return
  window.keeps = true
  const root = new URL("..", document.currentScript.src), at = name => new URL(name, root).href
  const box = document.querySelector(".keep"), part = name => box?.querySelector("." + name)
  // What is shown instead of a number or a date, by name, in the words that stand on the box.
  const said = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(key, value), box.dataset[name])
  const size = bytes => Math.max(.1, bytes / 1e6).toFixed(1) + " MB"
  let guide

  // What is kept: the version and its day; nothing where there is none.
  async function kept() {
    const current = await caches.match(at("current"), { cacheName: "guide" })
    return current && { version: current.headers.get("version"), day: new Date(current.headers.get("date")).toLocaleDateString(box?.dataset.dates, { dateStyle: "long" }) }
  }

  async function missing() {
    const store = await caches.open("guide"), have = new Set((await store.keys()).map(request => request.url))
    return Object.entries(guide.files).filter(([name]) => !have.has(at(name)))
  }

  // The name of a part is the beginning of its hash. A page that a network puts in its place has another.
  async function right(name, bytes) {
    if (!name.endsWith(".json")) return true
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
    return name.includes(Array.from(hash.slice(0, 16), n => n.toString(16).padStart(2, "0")).join(""))
  }

  // Fetches all that is missing, goes to the version it makes and only then throws away the one before.
  async function fetchAll(progress) {
    const store = await caches.open("guide"), files = await missing()
    const whole = Object.values(guide.files).reduce((sum, n) => sum + n, 0)
    let left = files.reduce((sum, [, n]) => sum + n, 0)
    progress(1 - left / whole)
    await Promise.all([1, 2, 3, 4].map(async () => {
      for (let next; next = files.shift();) {
        const [name, n] = next, response = await fetch(at(name))
        const bytes = response.ok && await response.clone().arrayBuffer()
        if (!bytes || !await right(name, bytes)) throw new TypeError(name)
        await store.put(at(name), response)
        progress(1 - (left -= n) / whole)
      }
    }))
    const index = await (await store.match(at(`offline/parts/${guide.version}.json`))).text()
    await store.put(at("current"), new Response(index, { headers: { date: new Date().toUTCString(), version: guide.version } }))
    for (const { url } of await store.keys()) if (url !== at("current") && !(url.slice(root.href.length) in guide.files)) await store.delete(url)
    // These were read before, and are older than the same pages in the guide.
    const read = await caches.open("read"), { pages } = JSON.parse(index)
    for (const { url } of await read.keys()) if (url.slice(root.href.length) in pages) await read.delete(url)
  }

  // In one tab at a time.
  const once = work => navigator.locks ? navigator.locks.request("guide", { ifAvailable: true }, lock => lock && work()) : work()

  async function show(status) {
    const now = await kept(), read = await caches.has("read") && (await (await caches.open("read")).keys()).filter(({ url }) => !/\.[0-9a-f]{32}\.\w+$/.test(url)).length
    const newest = guide && now?.version === guide.version, files = guide && await missing(), begun = files && files.length < Object.keys(guide.files).length
    part("keep-can").hidden = false
    part("keep-cannot").hidden = true
    part("keep-all").hidden = !guide || newest
    part("keep-all").textContent = said(begun ? "further" : "all")
    part("keep-size").textContent = files && !newest ? said("size", { PAGES: guide.pages, SIZE: size(files.reduce((sum, [, n]) => sum + n, 0)) }) : ""
    part("keep-have").textContent = [now && said("done", { DAY: now.day }), read && said("read", { COUNT: read })].filter(Boolean).join(" ")
    part("keep-remove").hidden = !now && !read && !begun
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
    for (const name of await caches.keys()) if (name === "read" || name === "guide") await caches.delete(name)
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
