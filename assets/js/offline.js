// Lets what is read be kept on the phone: brings the worker (worker.js) and, where the whole guide is kept, what keeps
// it new (keep.js). It waits until somebody scrolls, taps or types, or turns away: a first visit fetches nothing that it
// does not show.
{
  const worker = navigator.serviceWorker, root = new URL("..", document.currentScript.src), line = document.querySelector(".kept")
  // It was there before a screen reader could be told of it.
  if (line) setTimeout(() => { line.textContent += " " }, 500)
  let begun = !worker || root.protocol === "file:"
  const begin = async () => {
    if (begun) return
    begun = true
    const before = worker.controller
    try {
      await worker.register(root + "sw.js")
      const { active } = await worker.ready
      if (!before) active.postMessage(location.href)
      if (!await caches.has(root + "parts")) return
      const script = document.createElement("script")
      script.src = root + (await (await fetch(root + "offline/guide.json")).json()).script
      document.head.append(script)
    } catch {
      // Where nothing may be kept, or nothing answers, the page is read all the same.
    }
  }
  for (const sign of ["scroll", "pointerdown", "keydown", "visibilitychange"]) addEventListener(sign, begin, { once: true, passive: true })
}
