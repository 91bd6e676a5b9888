// The same queries in MiniSearch: takes documents and queries on standard input. See TestMiniSearchFindsLess.
const { readFileSync } = require("node:fs")
const { brotliCompressSync } = require("node:zlib")
const MiniSearch = require(require.resolve("minisearch", { paths: [process.argv[2]] }))

const { documents, queries, ours } = JSON.parse(readFileSync(0, "utf8"))
const search = new MiniSearch({ fields: ["title", "messages", "codes", "keywords", "signs", "platforms"], storeFields: ["title", "kind"] })
search.addAll(documents)
const options = {
  prefix: true, fuzzy: .2, boost: { title: 3, messages: 3, codes: 3, keywords: 2, platforms: .5 },
  boostDocument: (id, term, stored) => stored.kind === "symptoms" ? 1 : .5,
}
const found = queries.map(text => search.search(text, options).slice(0, 3).map(r => r.id))
process.stdout.write(JSON.stringify({ found, bytes: brotliCompressSync(JSON.stringify(search)).length, ours: brotliCompressSync(ours).length }))
