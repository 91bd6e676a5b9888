// Asks the published script: takes the paths of the index and of find.js, and on standard input a JSON list of
// texts; gives for each its terms, where it leads, and how long finding took the first time and at best.
const { readFileSync } = require("node:fs")
const vm = require("node:vm")

const page = vm.createContext({})
for (const file of process.argv.slice(2)) vm.runInContext(readFileSync(file, "utf8"), page)
const timed = work => {
  const from = performance.now()
  const value = work()
  return [value, performance.now() - from]
}
const [search, started] = timed(() => vm.runInContext("makeSearch(searchIndex)", page))
const answers = JSON.parse(readFileSync(0, "utf8")).map(text => {
  const [found, cold] = timed(() => search.find(text))
  return { text, found, cold, terms: search.terms(text).map(t => t.term) }
})
for (const answer of answers) {
  // The least of five: what is more was taken by other programs.
  answer.warm = Math.min(...Array.from({ length: 5 }, () => timed(() => search.find(answer.text))[1]))
}
process.stdout.write(JSON.stringify({ started, answers }))
