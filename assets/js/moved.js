// Leads on to where a page has moved, with what stands behind the #: the code of a copy on paper, or a fix of a list.
location.replace(document.currentScript.dataset.to + location.hash)
