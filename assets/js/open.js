// Loads the search when its field is touched, or when the address asks something. Until then this is all of it.
(() => {
  const form = document.querySelector("form.search"), field = form.elements.q
  let loading = false
  function load() {
    if (loading) return
    loading = true
    for (const address of form.dataset.load.split(" ")) {
      const script = document.createElement("script")
      script.src = address
      // In their order: the index comes before what reads it.
      script.async = false
      // On a poor connection the next touch tries again, and Enter leads to the list of symptoms.
      script.onerror = () => { loading = false }
      document.head.append(script)
    }
  }
  for (const touch of ["pointerdown", "focus", "input"]) field.addEventListener(touch, load)
  form.addEventListener("submit", event => { if (loading) event.preventDefault() })
  if (location.hash === "#q") field.focus()
  const asked = new URLSearchParams(location.search).get("q")
  if (asked) field.value = asked
  if (field.value || document.activeElement === field) load()
})()
