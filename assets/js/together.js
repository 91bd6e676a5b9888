// Prints the sheets that were picked as one: each fix once, gentlest first, in an order that merge() makes. The words
// for readers stand on the element of this script.
(() => {
  const words = document.currentScript.dataset, paper = document.querySelector(".paper")

  // A browser lets no page that was opened from a folder read another one.
  if (location.protocol === "file:") {
    document.querySelector(".without").textContent = words.folder
    document.querySelector(".picking").classList.add("folder")
    return
  }

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

  const titled = (sheet, i) => i + 1 + ". " + sheet.querySelector("h1").textContent

  function fixes(sheet) {
    return [...sheet.querySelectorAll("[data-fix]")].map(part => {
      // The first fix of a list stands in one box with the heading of the list.
      part.querySelector(".keep > h2 + p")?.remove()
      part.querySelector(".keep > h2")?.remove()
      return { id: part.dataset.fix, rung: +part.dataset.rung, part }
    })
  }

  // A fix as all its lists show it. Its steps may differ by system: what has those for all systems of another one
  // stands for both; else each stands there, and says for which systems it is.
  function shown({ uses, rung }) {
    const all = []
    for (const { list, of: { part } } of uses) {
      let one = { part, rung, html: part.innerHTML.trim(), systems: part.dataset.for?.split("; ") ?? [], lists: [list + 1] }
      for (const other of [...all]) {
        const covers = (a, b) => a.html === b.html || b.systems.length > 0 && b.systems.every(s => a.systems.includes(s))
        const [more, less] = covers(other, one) ? [other, one] : [one, other]
        if (!covers(more, less)) continue
        one = { ...more, systems: [...new Set([...other.systems, ...one.systems])], lists: [...other.lists, ...one.lists] }
        all.splice(all.indexOf(other), 1)
      }
      all.push(one)
    }
    for (const one of all) one.lists.sort((a, b) => a - b)
    return all.sort((a, b) => a.lists[0] - b.lists[0]).map(one => ({ ...one, alone: all.length === 1 }))
  }

  // What is to be told of a fix on this sheet only, below its heading.
  function block({ part, html, lists, alone, systems }, i, blocks) {
    const copy = document.importNode(part, true), head = copy.querySelector(".head"), before = blocks.findIndex(b => b.html === html)
    head.querySelector(".facts").append(` · ${words.for} ${lists.join(", ")}`)
    if (before < i) head.after(element("p", "", `${words.again} ${before + 1}.`))
    if (!alone) head.after(element("p", "for", `${words.system} ${systems.join("; ")}`))
    return copy
  }

  // What lists say of their own, with the number of each.
  function each(sheets, selector) {
    return sheets.flatMap((sheet, i) => numbered(sheet, i, selector))
  }

  function numbered(sheet, i, selector) {
    return [...sheet.querySelectorAll(selector)].map(part => {
      const copy = document.importNode(part, true)
      copy.querySelector("h2").append(` (${i + 1})`)
      return copy
    })
  }

  function routines(sheets) {
    return sheets.flatMap((sheet, i) => [...sheet.querySelectorAll(".routine")].map(part =>
      element("section", "", element("h2", "part", titled(sheet, i)), document.importNode(part, true), ...numbered(sheet, i, ".notes"))))
  }

  // What to tell whoever helps, with the fixes that can lose something by their numbers on this sheet.
  function slip(sheets, blocks) {
    const part = sheets.map(s => s.querySelector(".slip")).find(Boolean)
    if (!part) return []
    const copy = document.importNode(part, true), never = copy.lastElementChild
    const risky = blocks.flatMap(({ part, rung }, i) => rung > 4 ? [i + 1 + ". " + part.querySelector("h3").textContent.trim()] : [])
    never.replaceChildren(never.querySelector("b"), ...risky.length ? [` ${words.risky} ${risky.join("; ")}.`] : [])
    return [copy]
  }

  // What each list rests on. Who is not behind this site is the same for all, and stands below the last.
  function feet(sheets) {
    return sheets.map((sheet, i) => {
      const copy = document.importNode(sheet.querySelector("footer"), true)
      if (i < sheets.length - 1) copy.lastElementChild.remove()
      // No page may end below a title.
      copy.prepend(element("div", "keep", element("p", "", element("b", "", titled(sheet, i))), copy.firstElementChild))
      return copy
    })
  }

  function compose(sheets) {
    const blocks = merge(sheets.map(fixes)).flatMap(shown), lists = element("ol", "lists")
    sheets.forEach((sheet, i) => {
      const about = element("div", "", element("b", "", titled(sheet, i)), element("br"))
      about.append(...document.importNode(sheet.querySelector(".from"), true).childNodes)
      const seen = sheet.querySelector(".seen")
      if (seen) about.append(document.importNode(seen, true))
      lists.append(element("li", "", document.importNode(sheet.querySelector(".code"), true), about))
    })
    const fields = document.importNode(sheets[0].querySelector(".fields"), true)
    paper.replaceChildren(
      element("header", "", element("h1", "", words.title), lists), fields,
      ...each(sheets, ".first"),
      ...blocks.length ? [element("h2", "", words.try), element("p", "", words.note)] : [],
      element("div", "merged", ...blocks.map(block)),
      ...routines(sheets),
      ...each(sheets, ".help"),
      ...feet(sheets),
      ...slip(sheets, blocks),
    )
    return blocks
  }

  for (const form of document.querySelectorAll("form.device")) {
    const said = form.querySelector("[role=status]")
    // A list of two platforms stands there twice, and is still one list.
    const picked = () => [...new Set([...form.querySelectorAll("input:checked")].map(input => input.value))]
    const count = () => {
      // The browser's own way to print must not print what is no longer picked.
      paper.replaceChildren()
      said.textContent = `${words.picked} ${picked().length}.`
    }
    form.addEventListener("change", count)
    // It is told before anything is cleared.
    form.addEventListener("reset", () => setTimeout(count))
    form.addEventListener("submit", async event => {
      event.preventDefault()
      const addresses = picked()
      if (!addresses.length) { said.textContent = words.none; return }
      said.textContent = words.wait
      try {
        const sheets = await Promise.all(addresses.map(sheet)), blocks = compose(sheets)
        const shared = blocks.filter(({ lists }) => lists.length > 1).length
        said.textContent = `${words.lists} ${sheets.length}. ${words.fixes} ${blocks.length}. ${words.shared} ${shared}.`
        print()
      } catch {
        said.textContent = words.failed
      }
    })
  }
})()
