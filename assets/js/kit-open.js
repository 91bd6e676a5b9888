// Before anything shows: with script, the parts of the kit show one at a time, and from the beginning.
document.documentElement.classList.add("one", location.hash ? "opening-part" : "opening-home")
