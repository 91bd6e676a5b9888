// Makes one order of several lists of fixes ({ id, rung }), the gentlest first. The order of each list always holds:
// what a list does first may be what keeps the next step from losing something. Only among fixes that no list puts
// behind another one that is still to come, the gentler one comes first.
//
// A fix of several lists stands once. Where two lists contradict each other, no order is right for both, and neither
// may be changed: the fix is there again, where the later list has it.
function merge(lists) {
  const fixes = []
  const leads = (from, to, seen = new Set()) => from === to ||
    !seen.has(from) && !!seen.add(from) && [...from.next].some(next => leads(next, to, seen))
  lists.forEach((list, l) => {
    let last
    list.forEach((of, place) => {
      let fix = fixes.find(f => f.id === of.id && !(last && leads(f, last)))
      if (!fix) fixes.push(fix = { id: of.id, rung: of.rung, place, next: new Set(), uses: [] })
      fix.place = Math.max(fix.place, place)
      fix.uses.push({ list: l, of })
      last?.next.add(fix)
      last = fix
    })
  })
  const merged = [], left = new Set(fixes)
  while (left.size) {
    const waiting = new Set([...left].flatMap(f => [...f.next]))
    const [first] = [...left].filter(f => !waiting.has(f)).sort((a, b) => a.rung - b.rung || a.place - b.place || a.uses[0].list - b.uses[0].list)
    left.delete(first)
    merged.push(first)
  }
  return merged
}
