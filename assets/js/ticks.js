// Gives each step a box to tick, and tells what was tried and where to go on. Ticks belong to the steps as they were:
// where one has changed since, those of its fix are dropped. The words stand on the element that tells.
const track = document.querySelector(".track")
if (track) {
  const [told, clear, box] = track.children, [clearPage, clearAll, left] = clear.children, words = track.dataset
  const start = document.querySelector(".begin"), page = location.pathname, before = Object(readKept()[page])
  const fixes = [...document.querySelectorAll(".fix")], hint = told.textContent, first = start?.textContent
  const title = part => part.querySelector("h3, h2").textContent
  const boxes = part => [...part.querySelectorAll(".tick input")]
  const next = fix => fix.querySelector(".next a + a")

  // Keeps what is ticked, and tells it.
  function update() {
    const all = readKept(), tried = []
    let on = fixes[0], some = false
    delete all[page]
    for (const fix of fixes) {
      const done = fix.matches(".tried"), ticks = boxes(fix).flatMap((box, i) => box.checked ? i : [])
      if (!done && !ticks.length) continue
      some = all[page] = { ...all[page], [fix.id]: { rev: fix.dataset.rev, done, ticks } }
      on = done && start ? document.querySelector(next(fix).hash) : fix
      if (done) tried.push(fix)
    }
    writeKept(all)
    clearPage.hidden = !some
    clearAll.hidden = !Object.keys(all).some(other => other !== page)
    if (!start) return
    left.hidden = !tried[0]
    const now = some ? words.tried.replace("{n}", tried.length) : hint
    // What is said again is read out again.
    if (told.textContent !== now) told.textContent = now
    start.textContent = some ? words.resume + title(on) : first
    start.hash = on.id
    document.querySelector("#tried").textContent = tried.map(title).join("; ") || "–"
  }

  for (const fix of fixes) {
    const lists = [...fix.querySelectorAll(".steps")]
    let rev = 0
    for (const sign of lists.map(steps => steps.textContent).join()) rev = rev * 31 + sign.codePointAt() | 0
    fix.dataset.rev = rev
    for (const steps of lists) for (const [i, step] of [...steps.children].entries()) {
      step.append(box.content.cloneNode(true))
      step.lastChild.firstChild.ariaLabel += i + 1
    }
    const was = before[fix.id]
    if (was?.rev === fix.dataset.rev) {
      fix.classList.toggle("tried", was.done)
      for (const i of was.ticks) boxes(fix)[i].checked = true
    }
    fix.addEventListener("change", () => {
      fix.classList.toggle("tried", lists.some(steps => boxes(steps).every(box => box.checked)))
      update()
    })
    if (!start) continue
    fix.querySelector("h3").dataset.tried = words.mark
    next(fix).addEventListener("click", () => {
      fix.classList.add("tried")
      update()
      fix.querySelector("details").open = false
      unfold(next(fix).hash)
    })
  }

  for (const button of clear.children) button.addEventListener("click", () => {
    if (button === left) {
      document.documentElement.className = "left"
      return print()
    }
    if (button === clearAll) writeKept({})
    for (const box of boxes(document)) box.checked = false
    for (const fix of fixes) fix.classList.remove("tried")
    update()
    // The button is gone: what has the focus now says what to do.
    told.tabIndex = -1
    told.focus()
  })

  update()
  track.hidden = false
  // Whoever comes back finds the list open where they were.
  if (start && !location.hash) {
    fixes[0].querySelector("details").open = false
    unfold(start.hash)
  }
}
