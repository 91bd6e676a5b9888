// Lets what is read be kept on the phone: brings the worker (worker.js) and, where the whole guide is kept, what keeps
// it new (keep.js). It waits until somebody reads: a first visit fetches nothing that it does not show.
(() => {
  const worker = navigator.serviceWorker, root = new URL("..", document.currentScript.src)
  const kept = document.querySelector(".kept")
  // It was there before a screen reader could be told of it.
  if (kept) setTimeout(() => { kept.textContent += " " }, 500)
  if (!worker || root.protocol === "file:") return
  let begun = false
  async function begin() {
    if (begun) return
    begun = true
    const before = worker.controller
    try {
      await worker.register(new URL("sw.js", root))
      const { active } = await worker.ready
      if (!before) active.postMessage(location.href)
      if (!await caches.has("guide")) return
      const script = document.createElement("script")
      script.src = new URL((await (await fetch(new URL("offline/guide.json", root))).json()).script, root)
      document.head.append(script)
    } catch {
      // Where nothing may be kept, or nothing answers, the page is read all the same.
    }
  }
  for (const sign of ["scroll", "pointerdown", "keydown"]) addEventListener(sign, begin, { once: true, passive: true })
  addEventListener("load", () => setTimeout(begin, 2000))
})()
