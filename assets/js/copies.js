// Says so when a copy on paper has a code that this page does not know, and has the answer read out. All else of it
// needs no script.
function answerCopy() {
  const code = location.hash.slice(1).toLowerCase(), unknown = document.querySelector(".copies > :last-child > [id]")
  if (!unknown || !code.startsWith(unknown.id)) return
  const known = document.getElementById(code) || unknown
  if (location.hash !== "#" + known.id) location.replace("#" + known.id)
  known.parentElement.lastElementChild.focus()
}
// Not before: a browser that comes to what the address names takes the focus back.
for (const event of ["load", "hashchange"]) addEventListener(event, answerCopy)
