// Only in the preview: reloads a page when the site was rebuilt, and says when it could not be.
(() => {
  // A built site that was looked at under this address may have left its worker, which would show yesterday's pages.
  navigator.serviceWorker?.getRegistrations().then(all => all.forEach(one => one.unregister()))
  const { events, mistakes } = document.currentScript.dataset
  const here = location.pathname === mistakes
  let seen
  const source = new EventSource(events)
  // The server may have been started anew meanwhile, with other pages.
  source.addEventListener("joined", e => { if (seen !== undefined && seen !== e.data || here) back(); seen = e.data })
  source.addEventListener("made", back)
  source.addEventListener("mistaken", e => {
    if (here) { if (seen !== undefined && seen !== e.data) location.reload() } else say()
    seen = e.data
  })

  function back() {
    if (here && document.referrer) location.replace(document.referrer)
    else if (here) location.replace("/")
    else location.reload()
  }

  function say() {
    if (document.getElementById("preview-mistaken")) return
    const bar = document.createElement("p")
    bar.id = "preview-mistaken"
    bar.setAttribute("role", "alert")
    bar.style.cssText = "position:fixed;inset:auto 0 0 0;margin:0;padding:1rem;background:#8a2c0d;color:#fff;z-index:9;text-align:center"
    bar.innerHTML = "The last change can't be built; this page is from before it. "
    const link = document.createElement("a")
    link.href = mistakes
    // The pages themselves tell nobody where a reader comes from; the way back needs it.
    link.referrerPolicy = "same-origin"
    link.style.color = "inherit"
    link.textContent = "Show the mistakes"
    bar.append(link)
    document.body.append(bar)
  }
})()
