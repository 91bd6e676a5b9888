// Shows the part of the kit that the address names, the first where it names none. The others can still be searched
// by the browser, which then tells which one it opened.
(() => {
  const parts = [...document.querySelectorAll("main > section")], name = document.title, web = document.querySelector(".web")
  const root = web.href, heading = part => part.querySelector("h1, h2")

  // What needs no saying without script: which parts are fixes, and which lists steps.
  for (const part of parts) if (/^(fixes|routines)\//.test(part.id)) {
    part.className = "fix"
    for (const list of part.querySelectorAll(":scope > ol")) list.className = "steps"
  }

  // What the search finds is called as its part is.
  for (const { at, pages } of searchIndex.groups) {
    for (const page of pages) page[1] = heading(document.getElementById(at + page[0])).textContent
  }

  // A list leads to what follows it, up to the next list.
  for (const part of parts) if (part.matches(".list")) {
    const list = part.appendChild(document.createElement("ul"))
    for (let at = part.nextElementSibling; at?.id.startsWith(part.id + "/"); at = at.nextElementSibling) {
      const item = list.appendChild(document.createElement("li")), link = item.appendChild(document.createElement("a"))
      link.href = "#" + at.id
      link.textContent = heading(at).textContent
      // How far a fix reaches and how long it takes.
      if (at.matches("[id^=fixes]")) item.append(" ", heading(at).nextElementSibling.textContent)
    }
  }

  function show(part) {
    for (const other of parts) if (other !== part) other.setAttribute("hidden", "until-found")
    part.removeAttribute("hidden")
    const first = part === parts[0]
    document.title = first ? name : heading(part).textContent + " – " + name
    web.href = first ? root : root + part.id + "/"
  }

  const named = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))

  function follow(event) {
    const at = named(), part = at ? at.closest("main > section") : parts[0]
    if (!part) return
    show(part)
    if (at && at !== part) {
      at.scrollIntoView()
      return at.focus()
    }
    if (!event) return
    scrollTo(0, 0)
    heading(part).tabIndex = -1
    heading(part).focus({ preventScroll: true })
  }

  addEventListener("hashchange", follow)
  document.addEventListener("beforematch", ({ target }) => {
    // It is told of links too, whose address is there already.
    if (!target.contains(named())) history.pushState(null, "", "#" + target.id)
    show(target)
  })
  follow()
  document.documentElement.classList.remove("opening-part", "opening-home")
})()
