// Prints the sheets that were picked as one: each fix once, gentlest first. The order of fixes inside of each list is
// kept, since a list never goes back to a gentler rung. The words for readers stand on the element of this script.
(() => {
  const words = document.currentScript.dataset, paper = document.querySelector(".paper")

  const element = (name, className, ...inside) => {
    const made = document.createElement(name)
    if (className) made.className = className
    made.append(...inside)
    return made
  }

  async function sheet(address) {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(address)
    return new DOMParser().parseFromString(await answer.text(), "text/html")
  }

  // The fixes of all sheets. What is the same in two lists stands once and names both; a fix whose steps differ between
  // two systems stands once for each.
  function fixes(sheets) {
    const found = new Map()
    sheets.forEach((sheet, list) => {
      sheet.querySelectorAll("[data-rung]").forEach((fix, place) => {
        // The first fix of a list stands in one box with the heading of the list.
        fix.querySelector(".keep > h2 + p")?.remove()
        fix.querySelector(".keep > h2")?.remove()
        const key = fix.innerHTML.trim(), known = found.get(key)
        if (known) {
          known.lists.push(list + 1)
          known.place = Math.max(known.place, place)
        } else found.set(key, { fix, place, rung: +fix.dataset.rung, lists: [list + 1] })
      })
    })
    return [...found.values()].sort((a, b) => a.rung - b.rung || a.place - b.place || a.lists[0] - b.lists[0])
  }

  // What each list says of its own, below its number and title.
  function each(sheets, selector, heading) {
    const said = sheets.map((sheet, i) => [i, sheet.querySelector(selector)]).filter(([, part]) => part)
    return said.map(([i, part]) => {
      const copy = document.importNode(part, true)
      copy.querySelector("h2")?.replaceChildren(heading + " (" + (i + 1) + ")")
      return copy
    })
  }

  function routines(sheets) {
    return sheets.flatMap((sheet, i) => [...sheet.querySelectorAll(".routine")].map(part =>
      element("section", "", element("h2", "part", i + 1 + ". " + sheet.querySelector("h1").textContent), document.importNode(part, true))))
  }

  // What to tell whoever helps, with the fixes that can lose something by their numbers on this sheet.
  function slip(sheets, merged) {
    const part = sheets.map(s => s.querySelector(".slip")).find(Boolean)
    if (!part) return []
    const copy = document.importNode(part, true), never = copy.lastElementChild
    const risky = merged.flatMap(({ fix, rung }, i) => rung > 4 ? [i + 1 + ". " + fix.querySelector("h3").textContent.trim()] : [])
    never.replaceChildren(never.querySelector("b"), ...risky.length ? [` ${words.risky} ${risky.join("; ")}.`] : [])
    return [copy]
  }

  function compose(sheets) {
    const merged = fixes(sheets), lists = element("ol", "lists")
    sheets.forEach((sheet, i) => {
      const about = element("div", "", element("b", "", i + 1 + ". " + sheet.querySelector("h1").textContent), element("br"))
      about.append(...document.importNode(sheet.querySelector(".from"), true).childNodes)
      lists.append(element("li", "", document.importNode(sheet.querySelector(".code"), true), about))
    })
    const main = element("div", "merged")
    merged.forEach(({ fix, lists }) => {
      const copy = document.importNode(fix, true), facts = copy.querySelector(".facts")
      facts?.append(" · " + words.for + " " + lists.join(", "))
      main.append(copy)
    })
    const fields = document.importNode(sheets[0].querySelector(".fields"), true)
    paper.replaceChildren(
      element("header", "", element("h1", "", words.title), lists), fields,
      ...each(sheets, ".first", words.first),
      ...merged.length ? [element("h2", "", words.try), element("p", "", words.note)] : [],
      main,
      ...routines(sheets),
      ...each(sheets, ".help", words.help),
      ...slip(sheets, merged),
      ...sheets.map(s => document.importNode(s.querySelector("footer"), true)),
    )
    return merged
  }

  for (const form of document.querySelectorAll("form.device")) {
    const said = form.querySelector("[role=status]")
    form.addEventListener("submit", async event => {
      event.preventDefault()
      const picked = [...form.querySelectorAll("input:checked")].map(input => input.value)
      if (!picked.length) { said.textContent = words.none; return }
      said.textContent = words.wait
      try {
        const sheets = await Promise.all(picked.map(sheet)), merged = compose(sheets)
        const shared = merged.filter(({ lists }) => lists.length > 1).length
        said.textContent = `${words.lists} ${sheets.length}. ${words.fixes} ${merged.length}. ${words.shared} ${shared}.`
        print()
      } catch {
        said.textContent = words.failed
      }
    })
  }
})()
