// Lets what is read be kept on the phone: brings the worker (worker.js) and, where the whole guide is kept, what keeps
// it new (keep.js). It waits until the page is there: nothing that is read waits for it.
(() => {
  const worker = navigator.serviceWorker, root = new URL("..", document.currentScript.src)
  const kept = document.querySelector(".kept")
  // It was there before a screen reader could be told of it.
  if (kept) setTimeout(() => { kept.textContent += " " }, 500)
  if (!worker || root.protocol === "file:") return
  addEventListener("load", async () => {
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
  })
})()
