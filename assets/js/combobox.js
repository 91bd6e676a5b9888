// Shows what was found under the field: the combobox with a listbox of the ARIA Authoring Practices. The words are
// in the form's data attributes. What is typed stays on this page: no address changes, nothing is kept.
(() => {
  const form = document.querySelector("form.search"), field = form.elements.q, words = form.dataset
  const list = form.querySelector("[role=listbox]"), said = form.querySelector("[role=status]"), nothing = form.querySelector(".search-nothing")
  const { find } = makeSearch(searchIndex)
  let chosen = -1, telling

  function part(name, className, text) {
    const element = document.createElement(name)
    if (className) element.className = className
    element.textContent = text
    return element
  }

  function title({ title, marks }) {
    const element = part("span", "found-title", "")
    let at = 0
    for (const [from, to] of marks) {
      element.append(title.slice(at, from), part("mark", "", title.slice(from, to)))
      at = to
    }
    element.append(title.slice(at))
    return element
  }

  function about({ kind, phase, systems }) {
    if (kind !== "symptom") return words[kind]
    const devices = new Set(systems.map(s => words[s.device]))
    return [...devices, systems.map(s => s.name).join(", "), words[phase ? "restore" : "backup"]].join(" · ")
  }

  // In the kit each page is a part of this one. A folder on a disk has no page of its own, as it has on a server.
  function address(href) {
    if ("here" in words) return "#" + href.slice(0, -1)
    return location.protocol === "file:" ? href + "index.html" : href
  }

  function option(found, i) {
    const element = part("a", "", "")
    element.id = "found-" + i
    element.href = address(found.href)
    element.tabIndex = -1
    element.setAttribute("role", "option")
    element.setAttribute("aria-selected", "false")
    // The space is for the ear: without it two lines are read as one word.
    element.append(title(found), " ", part("span", "found-about", about(found)))
    return element
  }

  function choose(i) {
    list.children[chosen]?.setAttribute("aria-selected", "false")
    chosen = i
    const element = list.children[i]
    if (!element) return field.removeAttribute("aria-activedescendant")
    element.setAttribute("aria-selected", "true")
    field.setAttribute("aria-activedescendant", element.id)
    element.scrollIntoView({ block: "nearest" })
  }

  function open(yes) {
    list.hidden = !yes
    field.setAttribute("aria-expanded", yes)
    if (!yes) choose(-1)
  }

  // A screen reader is told when typing rests; every letter would be too much.
  function tell(text) {
    clearTimeout(telling)
    telling = setTimeout(() => { said.textContent = text }, 300)
  }

  function show() {
    const text = field.value.trim(), results = text ? find(text) : [], n = results.length
    choose(-1)
    list.replaceChildren(...results.map(option))
    open(n > 0)
    nothing.hidden = !text || n > 0
    tell(!text ? "" : n > 1 ? words.many.replace("0", n) : n ? words.single : words.none)
  }

  field.addEventListener("input", show)
  field.addEventListener("keydown", event => {
    const n = list.children.length, step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.isComposing) return
    if (step && n && !event.altKey) {
      if (list.hidden) open(true)
      choose(chosen < 0 && step < 0 ? n - 1 : (chosen + step + n) % n)
    } else if (event.key === "Enter" && chosen >= 0) {
      list.children[chosen].click()
    } else if (event.key === "Escape" && !list.hidden) {
      open(false)
      tell("")
    } else {
      return
    }
    event.preventDefault()
  })
  form.addEventListener("submit", event => {
    event.preventDefault()
    show()
    // The keyboard of a phone covers what was found.
    if (matchMedia("(pointer: coarse)").matches) field.blur()
  })
  if (field.value) show()
  // The first answers take by far the longest. They are had before a letter is typed, of words with all that costs time.
  else for (const wait of [0, 50, 100]) setTimeout(find, wait, "serch for the last bakup 4013")
})()
