// What is folded opens for whoever comes by a link to it, and for paper.
function unfold(hash) {
  document.getElementById(hash.slice(1))?.querySelector(".fix > details")?.setAttribute("open", "")
}
unfold(location.hash)
addEventListener("hashchange", () => unfold(location.hash))

let folded = []
addEventListener("beforeprint", () => {
  folded = document.querySelectorAll("details:not([open])")
  for (const fold of folded) fold.open = true
})
addEventListener("afterprint", () => {
  for (const fold of folded) fold.open = false
  document.documentElement.className = ""
})
