// Gives each block of commands a button that copies it. The words stand on the element of this script.
const said = document.currentScript.dataset

// Copies a text and says so on the button that asked for it, for the eye and for the ear.
async function copyText(text, button) {
  const before = button.textContent
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = said.copied
  } catch {
    // A page opened from a folder may not write there.
    button.textContent = said.uncopied
  }
  setTimeout(() => { button.textContent = before }, 3000)
}

for (const block of navigator.clipboard ? document.querySelectorAll("pre.chroma") : []) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "copy"
  button.textContent = said.copy
  button.setAttribute("aria-live", "polite")
  button.addEventListener("click", () => copyText(block.textContent.trimEnd(), button))
  block.before(button)
}
