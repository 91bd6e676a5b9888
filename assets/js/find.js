// Finds the pages that a text is about. It takes the index that tools/internal/search makes, touches no
// page, and keeps and sends nothing.
function makeSearch(index) {
  const list = words => new Set(words.split(" "))
  const stopped = list(index.stop), models = list(index.models), units = list(index.units), names = list(index.names)
  // Maps, because an object has an answer to "constructor" too.
  const same = new Map(Object.entries(index.same)), joins = new Map(Object.entries(index.joins))
  const vocabulary = index.terms.split(" ")
  const numbers = new Map(vocabulary.map((term, i) => [term, i]))
  const pages = index.groups.flatMap(g => g.pages.map(([id, title, about]) => ({ kind: g.kind, href: g.at + id + "/", title, about })))
  // How much a word says by where it stands; the order is that of package search.
  const levels = [.3, .55, .85, 1]
  // How much less it is that people search with the words of a page than that its screen says them.
  const searched = .3
  // How many pages are held against what was typed as a whole; those that share few words can't win by it.
  const looked = 40
  const isNumber = term => /^\p{N}+$/u.test(term)

  // From here to terms() all is as in tools/internal/search/fold.go, with the place of each word besides.
  function split(text) {
    const words = []
    let word = "", from = 0, at = 0, digits = false
    const end = () => {
      if (word) words.push({ word, from, to: at })
      word = ""
    }
    for (const char of text) {
      const low = char.toLowerCase()
      for (const c of low < "\x80" ? low : low.normalize("NFKD")) {
        // Most letters are plain ones, for which there is a quicker answer.
        const letter = c >= "a" && c <= "z"
        if (!letter && (/\p{M}/u.test(c) || index.dropped.includes(c))) continue
        const number = !letter && /\p{N}/u.test(c)
        if (!letter && !number && !/\p{L}/u.test(c)) { end(); continue }
        if (number !== digits) {
          if (word !== "0" && !word.startsWith("0x")) end()
          digits = number
        }
        if (!word) from = at
        word += c
      }
      at += char.length
    }
    end()
    return words
  }

  function stem(word) {
    if (word.startsWith("grey")) word = "gray" + word.slice(4)
    for (const group of index.endings) {
      for (const [from, long, to] of group) {
        if (!word.endsWith(from) || word.length < long) continue
        const rest = word.slice(0, -from.length)
        if (to || /[aeiouy]/.test(rest)) word = rest + to
        break
      }
    }
    return word.length >= 4 && word.at(-1) === word.at(-2) && word.at(-1) > "9" ? word.slice(0, -1) : word
  }

  function terms(text) {
    const words = split(text), out = []
    for (let i = 0; i < words.length;) {
      const { word, from, to } = words[i], next = words[i + 1]
      const first = stem(word), one = next && joins.get(first + " " + stem(next.word))
      if (one) out.push({ term: one, from, to: next.to })
      else if (!stopped.has(word)) out.push({ term: same.get(first) || first, from, to })
      i += one ? 2 : 1
    }
    return out
  }

  const values = new Uint8Array(128)
  for (const [i, c] of [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].entries()) values[c.charCodeAt()] = i
  function unpack(text) {
    const out = []
    let value = 0, bit = 0
    for (let i = 0; i < text.length; i++) {
      const n = values[text.charCodeAt(i)]
      value |= (n & 31) << bit
      bit += 5
      if (n < 32) { out.push(value); value = bit = 0 }
    }
    return out
  }

  // All is unpacked now, while nobody has typed yet. Where each term stands: a page times 4, and the level on it.
  const entries = index.places.split(" ").map(packed => {
    let page = 0
    return unpack(packed).map(n => (page += n >> 2) * 4 + n % 4)
  })
  // The rarer a term, the more it says.
  const worths = entries.map(places => Math.log(1 + pages.length / places.length))
  // What the screen of each page says and what people search with, as numbers of terms, and how much each says in all.
  const phrases = index.phrases.split(" ").map(page => page.match(/[^,.]+./g).map(packed => {
    const numbers = unpack(packed.slice(0, -1))
    return { numbers, says: numbers.reduce((sum, n) => sum + worths[n], 0), weight: packed.endsWith(".") ? searched : 1 }
  }))

  const rows = [0, 1, 2].map(() => new Uint8Array(64))
  // How many slips lead from one word to another, more than most counting as most + 1. Two neighbors that
  // changed places are one slip.
  function slips(a, b, most) {
    let [before, last, row] = rows
    for (let j = 0; j <= b.length; j++) last[j] = j
    for (let i = 1; i <= a.length; i++) {
      let least = row[0] = i
      for (let j = 1; j <= b.length; j++) {
        let n = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) n = Math.min(n, before[j - 2] + 1)
        row[j] = n
        if (n < least) least = n
      }
      if (least > most) return most + 1;
      [before, last, row] = [last, row, before]
    }
    return last[b.length]
  }

  // The letters of a word as bits. Each slip adds at most one letter and takes away at most one, so most words
  // need not be compared.
  const letterBits = word => [...word].reduce((bits, c) => bits | 1 << c.codePointAt(0) % 32, 0)
  const bits = vocabulary.map(letterBits)
  function more(n, most) {
    for (; n && most >= 0; most--) n &= n - 1
    return n !== 0
  }

  // The known terms that a typed one may mean, each with how likely it is. Long is the length of what was typed.
  function meant(term, long, unfinished) {
    const found = new Map(), exact = numbers.get(term)
    if (exact !== undefined) {
      found.set(exact, 1)
      if (!unfinished) return found
    }
    const number = isNumber(term), own = letterBits(term)
    if (unfinished ? term.length > 1 : !number && term.length > 2) {
      // Words that begin alike stand together.
      let from = 0, to = vocabulary.length
      while (from < to) {
        const middle = from + to >> 1
        if (vocabulary[middle] < term) from = middle + 1
        else to = middle
      }
      for (; vocabulary[from]?.startsWith(term); from++) {
        if (from !== exact) found.set(from, (exact === undefined ? .9 : .6) * (.5 + .5 * term.length / vocabulary[from].length))
      }
    }
    // The longer a word as it was typed, the more slips it can have and still be told from others.
    const most = long < 4 || long > 40 ? 0 : long < 8 ? 1 : 2
    for (let i = 0; exact === undefined && !number && i < vocabulary.length; i++) {
      const other = vocabulary[i], longer = term.length - other.length
      if (longer > 3 || longer < -most || more(own & ~bits[i], longer > 0 ? 3 : most) || other.length < 2 || found.has(i) || isNumber(other)) continue
      let likely = 0
      if (other.length > 3 && longer > 0 && term.startsWith(other)) likely = .6
      else if (most && longer <= most && !more(own & ~bits[i], most) && !more(bits[i] & ~own, most)) {
        const n = slips(term, other, most)
        if (n <= most) likely = (n === 1 ? .75 : .5) * (other[0] === term[0] ? 1 : .8)
      }
      if (likely) found.set(i, likely)
    }
    if (!found.size && !number) {
      for (let i = 3; i <= term.length - 3; i++) {
        const a = numbers.get(stem(term.slice(0, i))), b = numbers.get(term.slice(i))
        if (a !== undefined && b !== undefined) return new Map([[a, .9], [b, .9]])
      }
    }
    return found
  }

  function query(text) {
    const typed = terms(text), unfinished = !/[\s.!?…]$/.test(text)
    return typed.map(({ term, from, to }, i) => {
      // The number of a model or of days is no error's number.
      const counts = isNumber(term) && term.length < 4 && typed.length > 1 && (
        models.has(typed[i - 1]?.term) && !units.has(term) || units.has(typed[i + 1]?.term))
      return { term, counts, meant: meant(term, to - from, unfinished && i === typed.length - 1) }
    })
  }

  // What a page gains by the words on its screen: the more of the message was typed, in its order, the more.
  function spoken(page, asked, likeliest, whole) {
    let best = 0
    for (const { numbers, says, weight } of phrases[page] || []) {
      let at = 0, heard = 0
      for (const number of numbers) {
        if (!likeliest[number]) continue
        for (let i = at; i < asked.length; i++) {
          const likely = asked[i].counts ? 0 : asked[i].meant.get(number)
          if (likely) { heard += worths[number] * likely; at = i + 1; break }
        }
      }
      const told = heard / says, asking = Math.min(1, heard / whole)
      best = Math.max(best, weight * heard * (.7 * told ** 2 + .4 * asking ** 2 + (told > .99 && asking > .99 ? 1 : 0)))
    }
    return best
  }

  // The pages that a text is about, the likeliest first.
  function find(text, most = 8) {
    const asked = query(text), seen = new Set(), likeliest = new Uint8Array(vocabulary.length)
    const scores = new Float64Array(pages.length)
    const named = []
    let whole = 0
    for (const { term, counts, meant } of asked) {
      if (seen.has(term)) continue
      seen.add(term)
      const best = new Float64Array(pages.length)
      let says = 0
      for (const [number, likely] of meant) {
        likeliest[number] = 1
        const worthy = worths[number] * likely
        says = Math.max(says, worthy)
        for (const place of entries[number]) {
          const score = worthy * levels[place & 3] * (counts ? .15 : 1), page = place >> 2
          if (score > best[page]) best[page] = score
        }
      }
      if (!counts) whole += says
      for (let page = 0; page < best.length; page++) scores[page] += best[page]
      if (names.has(term) && numbers.has(term)) named.push(best)
    }
    whole ||= 1
    const order = (a, b) => b.score - a.score || a.page - b.page
    let candidates = [], top = 0
    for (let page = 0; page < scores.length; page++) {
      if (!scores[page]) continue
      const symptom = pages[page].about
      let fits = symptom ? 1 : .5
      // A page of another phone or system is rarely meant.
      for (const at of named) if (!at[page]) fits *= symptom ? .65 : .9
      const score = scores[page] * (.5 + .5 * Math.min(1, scores[page] / whole)) * fits
      top = Math.max(top, score)
      candidates.push({ page, score, fits })
    }
    // Most share a common word or two and no more: these need no place in an order.
    candidates = candidates.filter(c => c.score > top * .15).sort(order).slice(0, looked)
    for (const c of candidates) c.score += spoken(c.page, asked, likeliest, whole) * c.fits
    const ranked = candidates.sort(order)
    return ranked.filter(r => r.score > ranked[0].score * .4).slice(0, most).map(({ page }) => {
      const { kind, href, title, about } = pages[page], [phase, ...systems] = about ? unpack(about) : []
      const words = pages[page].words ||= terms(title)
      return {
        kind, href, title, phase, systems: systems.map(i => index.platforms[i]),
        marks: words.filter(t => likeliest[numbers.get(t.term)]).map(({ from, to }) => [from, to]),
      }
    })
  }

  return { terms, find }
}
