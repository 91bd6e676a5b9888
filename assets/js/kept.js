// What this phone remembers: ticks, by page and fix, under one name for the whole site. Nothing else is stored.
const keptName = "first-aid-ticks"

// A phone may forbid to store, and anything may have been written there: then nothing is kept.
function readKept() {
  try { return Object(JSON.parse(localStorage[keptName])) } catch { return {} }
}

function writeKept(all) {
  try {
    if (Object.keys(all).length) localStorage[keptName] = JSON.stringify(all)
    else delete localStorage[keptName]
  } catch {}
}
