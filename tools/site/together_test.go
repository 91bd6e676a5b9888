package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"backupfirstaid/tools/internal/browsertest"
)

// picked prints lists as one sheet, without a printer.
const picked = `(async () => {
  window.print = () => { window.printed = true }
  for (const id of ["icloud-last-backup-failed", "icloud-not-enough-storage"]) document.querySelector('input[value*="/' + id + '/"]').checked = true
  document.querySelector("input[value*=monthly-check]").checked = true
  document.querySelector("form.device").requestSubmit()
  for (let i = 0; i < 200 && !window.printed; i++) await new Promise(r => setTimeout(r, 50))
  return [...document.querySelectorAll(".paper [data-rung]")].map(e => ({ Rung: +e.dataset.rung, Title: e.querySelector("h3").textContent.trim(), For: e.querySelector(".facts").textContent, Steps: e.querySelectorAll(".steps > li .box").length }))
})()`

func TestSeveralListsPrintAsOne(t *testing.T) {
	t.Parallel()
	address, files := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+"print/", 360)
	type fix struct {
		Rung, Steps int
		Title, For  string
	}
	merged := browsertest.Await[[]fix](t, ctx, picked)
	if !slices.IsSortedFunc(merged, func(a, b fix) int { return a.Rung - b.Rung }) {
		t.Error("a gentler fix stands behind one that risks more")
	}
	want := map[string]bool{}
	for _, name := range []string{"symptoms/icloud-last-backup-failed/checklist.html", "symptoms/icloud-not-enough-storage/checklist.html"} {
		for _, title := range headings(t, files[name]) {
			want[title] = true
		}
	}
	seen := map[string]bool{}
	for _, f := range merged {
		if seen[f.Title] {
			t.Errorf("%q stands there twice", f.Title)
		}
		if seen[f.Title] = true; !want[f.Title] || f.Steps == 0 {
			t.Errorf("%q is in no list, or has no steps: %d", f.Title, f.Steps)
		}
	}
	if len(seen) != len(want) || len(want) == 0 {
		t.Errorf("%d fixes of %d", len(seen), len(want))
	}
	if i := slices.IndexFunc(merged, func(f fix) bool { return f.Title == "Compare iCloud space with the next backup" }); i < 0 || !strings.Contains(merged[i].For, "for list 1, 2") {
		t.Errorf("a fix of both lists does not say so: %+v", merged)
	}
	if got := browsertest.Ask[int](t, ctx, `document.querySelectorAll(".paper .code").length`); got != 3 {
		t.Errorf("%d codes lead back to three lists", got)
	}
	if !browsertest.Ask[bool](t, ctx, `document.querySelectorAll(".paper .routine .steps").length > 0 && document.querySelectorAll(".paper .slip").length === 1`) {
		t.Error("the routine, or the slip for whoever helps, is not there once")
	}
	if got := browsertest.Ask[string](t, ctx, `document.querySelector("[role=status]").textContent`); !strings.HasPrefix(got, "Lists: 3. Fixes: ") {
		t.Errorf("it says %q", got)
	}
	paper := browsertest.Ask[string](t, ctx, `document.querySelector(".paper").textContent`)
	title := browsertest.Ask[string](t, ctx, `document.querySelector("input:checked").labels[0].textContent`)
	for words, times := range map[string]int{
		"What the screen may say:": 2, "How it looks:": 2, "What I found": 1, "Not run by Apple": 1, "Written for:": 3, "1. " + title: 2,
	} {
		if got := strings.Count(paper, words); got != times {
			t.Errorf("%q stands there %d times, not %d", words, got, times)
		}
	}
	if !browsertest.Ask[bool](t, ctx, `[...document.querySelectorAll(".paper footer")].every((f, i) => f.querySelector("b").textContent === document.querySelectorAll(".lists > li > div > b:first-child")[i].textContent)`) {
		t.Error("what a list rests on does not begin with its number and title")
	}
	pages := onPaper(t, ctx).Pages(t)
	for i, page := range pages {
		if !strings.Contains(page, fmt.Sprintf("Page %d/%d", i+1, len(pages))) || !strings.Contains(page, "One sheet for several problems") {
			t.Errorf("page %d does not say which it is, and of what", i+1)
		}
	}
}

// headings are the titles of the fixes on a sheet.
func headings(t *testing.T, sheet []byte) []string {
	t.Helper()
	var out []string
	for _, part := range strings.Split(string(sheet), "<h3>")[1:] {
		text, _, _ := strings.Cut(part, "</h3>")
		if _, title, ok := strings.Cut(text, "<span class=box></span><span>"); ok {
			out = append(out, strings.TrimSuffix(title, "</span>"))
		}
	}
	return out
}

func TestNothingPickedSaysSo(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+"print/", 320)
	browsertest.Ask[bool](t, ctx, `document.querySelector("form.device").requestSubmit(), true`)
	until(t, ctx, "saying so", `document.querySelector("[role=status]").textContent.startsWith("Nothing is picked yet.")`)
}

// eachSet merges lists of one phone: two by two, some three by three, and all at once.
const eachSet = `(async () => {
  const out = []
  for (const form of document.querySelectorAll("form.device")) {
    const addresses = [...new Set([...form.querySelectorAll("input")].map(i => i.value))].filter(a => a.includes("symptoms/"))
    const lists = await Promise.all(addresses.map(async a => {
      const sheet = new DOMParser().parseFromString(await (await fetch(a)).text(), "text/html")
      return [...sheet.querySelectorAll("[data-fix]")].map(e => ({ id: e.dataset.fix, rung: +e.dataset.rung }))
    }))
    const sets = [lists.map((_, i) => i)]
    for (let i = 0; i < lists.length; i++) {
      for (let j = i + 1; j < lists.length; j++) sets.push([i, j], ...j % 9 ? [] : [[j, i, (i + j) % lists.length]])
    }
    out.push({
      Names: addresses.map(a => a.split("/").at(-2)),
      Lists: lists.map(list => list.map(f => ({ ID: f.id, Rung: f.rung }))),
      Sets: sets.map(of => ({ Of: of, Merged: merge(of.map(i => lists[i])).map(f => ({ ID: f.id, Lists: f.uses.map(u => u.list) })) })),
    })
  }
  return out
})()`

type ofList struct {
	ID   string
	Rung int
}

// ofSheet is a fix of a merged sheet with the lists it is for.
type ofSheet struct {
	ID    string
	Lists []int
}

// A list has a reason for its order: what is archived after the next backup is no longer what it was.
func TestEachListKeepsItsOrderAmongOthers(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+"print/", 360)
	type phone struct {
		Names []string
		Lists [][]ofList
		Sets  []struct {
			Of     []int
			Merged []ofSheet
		}
	}
	pairs, again := 0, 0
	for _, p := range browsertest.Await[[]phone](t, ctx, eachSet) {
		for _, set := range p.Sets {
			var names []string
			var lists [][]ofList
			for _, i := range set.Of {
				names, lists = append(names, p.Names[i]), append(lists, p.Lists[i])
			}
			if len(lists) == 2 {
				pairs++
			}
			copies, problems := misplaced(lists, set.Merged)
			if len(lists) == 2 {
				again += copies
			}
			for _, problem := range problems[:min(len(problems), 3)] {
				t.Errorf("%s: %s", names[:min(len(names), 3)], problem)
			}
		}
	}
	t.Logf("%d pairs; a fix stands there again %d times, where two lists contradict each other", pairs, again)
	if pairs < 4000 {
		t.Errorf("only %d pairs of lists", pairs)
	}
}

// misplaced tells what is wrong with a merged sheet, and how many fixes stand on it once more.
func misplaced(lists [][]ofList, merged []ofSheet) (copies int, problems []string) {
	rungs, at := map[string]int{}, map[string]int{}
	// Before is the place of what each list has before a fix of the sheet, the latest of them.
	before, last := make([]int, len(merged)), slices.Repeat([]int{-1}, len(lists))
	kept := make([][]string, len(lists))
	for i, f := range merged {
		before[i] = -1
		for _, l := range f.Lists {
			before[i], last[l], kept[l] = max(before[i], last[l]), i, append(kept[l], f.ID)
		}
		if first, ok := at[f.ID]; !ok {
			at[f.ID] = i
		} else if copies++; !contradicted(lists, f.ID) {
			problems = append(problems, fmt.Sprintf("%s is there as %d and as %d, and no list contradicts another", f.ID, first+1, i+1))
		}
	}
	for l, list := range lists {
		var ids []string
		for _, f := range list {
			ids, rungs[f.ID] = append(ids, f.ID), f.Rung
		}
		if !slices.Equal(ids, kept[l]) {
			problems = append(problems, fmt.Sprintf("list %d is no longer %s, but %s", l+1, ids, kept[l]))
		}
	}
	for i, f := range merged {
		for j := i + 1; j < len(merged); j++ {
			if g := merged[j]; before[j] < i && rungs[g.ID] < rungs[f.ID] {
				problems = append(problems, fmt.Sprintf("%s could stand before %s, which risks more", g.ID, f.ID))
			}
		}
	}
	return copies, problems
}

// contradicted tells that no order of lists that all have a fix is right for each, or that there are too many to tell.
func contradicted(lists [][]ofList, id string) bool {
	if len(lists) > 2 {
		return true
	}
	before := func(list []ofList) (ids []string) {
		for _, f := range list {
			if f.ID == id {
				return ids
			}
			ids = append(ids, f.ID)
		}
		return nil
	}
	behind := func(list []ofList, id string) bool {
		return slices.ContainsFunc(list, func(f ofList) bool { return f.ID == id })
	}
	a, b := before(lists[0]), before(lists[1])
	return slices.ContainsFunc(a, func(other string) bool { return behind(lists[1], other) && !slices.Contains(b, other) }) ||
		slices.ContainsFunc(b, func(other string) bool { return behind(lists[0], other) && !slices.Contains(a, other) })
}

func TestMergingLists(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+"print/", 360)
	// A fix is a letter and its rung.
	for _, c := range []struct{ name, lists, want string }{
		{"one list", "a1 b2 c3", "a1 b2 c3"},
		{"nothing shared: the gentlest first", "a1 b3, c2 d4", "a1 c2 b3 d4"},
		{"alike: by place, then by list", "a1 b1, c1 d1", "a1 c1 b1 d1"},
		{"shared once", "a1 b2 c3, b2 d3", "a1 b2 d3 c3"},
		{"the order of a list wins over the rung", "a3 b1, c2", "c2 a3 b1"},
		{"what another list has first comes first for both", "a2 b2, c2 a2", "c2 a2 b2"},
		{"lists that contradict each other", "a2 b2, b2 a2", "a2 b2 a2"},
		{"and one more that agrees with the second", "a2 b2, b2 a2, b2 a2 c2", "a2 b2 a2 c2"},
		{"three that contradict only together", "a2 b2, b2 c2, c2 a2", "a2 b2 c2 a2"},
		{"nothing", "", ""},
	} {
		script := fmt.Sprintf(`merge(%q.split(", ").map(list => list.split(" ").filter(Boolean).map(id => ({ id, rung: +id[1] })))).map(f => f.id).join(" ")`, c.lists)
		if got := browsertest.Ask[string](t, ctx, script); got != c.want {
			t.Errorf("%s: %s become %q, not %q", c.name, c.lists, got, c.want)
		}
	}
}

// everything prints all lists of each phone as one sheet, and tells what is missing, stands elsewhere than in its list, or is not told.
const everything = `(async () => {
  const wrong = [], text = e => e.textContent.trim()
  window.print = () => { window.printed = true }
  let apart = 0
  for (const form of document.querySelectorAll("form.device")) {
    form.querySelectorAll("input").forEach(i => { i.checked = true })
    window.printed = false
    form.requestSubmit()
    for (let i = 0; i < 400 && !window.printed; i++) await new Promise(r => setTimeout(r, 50))
    const addresses = [...new Set([...form.querySelectorAll("input")].map(i => i.value))]
    const blocks = [...document.querySelectorAll(".paper [data-fix]")].map(e => ({
      id: e.dataset.fix, steps: [...e.querySelectorAll(".steps > li")].map(text), system: [...e.querySelectorAll(".head ~ .for")].map(text).find(s => s.startsWith("For: ")),
      lists: text(e.querySelector(".facts")).split(" · for list ")[1].split(", ").map(Number), html: e.querySelector(".done").innerHTML,
    }))
    await Promise.all(addresses.map(async (address, i) => {
      const sheet = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html")
      const own = [...sheet.querySelectorAll("[data-fix]")], mine = blocks.filter(b => b.lists.includes(i + 1))
      if (own.map(e => e.dataset.fix).join() !== mine.map(b => b.id).join()) wrong.push(address + " has become " + mine.map(b => b.id).join())
      own.forEach((e, n) => {
        const missing = [...e.querySelectorAll(".steps > li")].map(text).filter(s => !mine[n]?.steps.includes(s))
        if (missing.length) wrong.push(address + ": " + e.dataset.fix + " lacks " + missing[0])
      })
    }))
    blocks.forEach((b, i) => {
      const same = blocks.filter(other => other.id === b.id && other.system)
      if (!b.system) return
      apart++
      if (new Set(same.map(other => other.system)).size < 2) wrong.push(b.id + " says for which systems it is, and is there for no others")
      if (blocks[i - 1]?.id !== b.id && blocks[i + 1]?.id !== b.id) wrong.push(b.id + " does not stand beside itself for other systems")
    })
    form.reset()
  }
  if (apart < 10) wrong.push("only " + apart + " fixes stand there by system")
  return wrong
})()`

func TestNoStepIsLostAmongManyLists(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+"print/", 360)
	for _, wrong := range browsertest.Await[[]string](t, ctx, everything) {
		t.Error(wrong)
	}
}

func TestAListThatStandsTwiceIsPrintedOnce(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+"print/", 360)
	status := `document.querySelector("#iphone [role=status]").textContent`
	browsertest.Ask[bool](t, ctx, `(window.print = () => {}, true)`)
	twice := browsertest.Ask[int](t, ctx, `(() => {
		const inputs = [...document.querySelectorAll("#iphone input")], twice = inputs.filter(i => inputs.some(other => other !== i && other.value === i.value)).filter((i, _, all) => i.value === all[0].value)
		for (const i of twice) i.click()
		return twice.length
	})()`)
	if twice != 2 {
		t.Fatalf("%d boxes for one list", twice)
	}
	if got := browsertest.Ask[string](t, ctx, status); got != "Lists picked: 1." {
		t.Errorf("it says %q", got)
	}
	browsertest.Ask[bool](t, ctx, `document.querySelector("#iphone").requestSubmit(), true`)
	until(t, ctx, "printing", status+`.startsWith("Lists: 1. ")`)
	if got := browsertest.Ask[int](t, ctx, `document.querySelectorAll(".paper .lists > li").length`); got != 1 {
		t.Errorf("%d lists are on the sheet", got)
	}
	browsertest.Ask[bool](t, ctx, `document.querySelector("#iphone [type=reset]").click(), true`)
	until(t, ctx, "clearing", status+` === "Lists picked: 0." && !document.querySelector(".paper").hasChildNodes()`)
}

func TestFromAFolderEachListPrintsByItself(t *testing.T) {
	t.Parallel()
	_, files := real(t)
	address := onAStick(t, files, "print/index.html")
	ctx := browsertest.New(t)
	before(t, ctx, `window.errors = []; addEventListener("error", e => errors.push(e.message))`)
	browsertest.Open(t, ctx, address+"print/index.html", 360)
	browsertest.Ask[bool](t, ctx, `(document.querySelector("details").open = true)`)
	for what, script := range map[string]string{
		"saying why":             `document.querySelector(".without").checkVisibility() && document.querySelector(".without").textContent.startsWith("You opened this page from a folder.")`,
		"hiding what can't work": `[...document.querySelectorAll("button, .picks input")].every(e => !e.checkVisibility())`,
		"each list by itself":    `document.querySelector(".picks a[href$='/checklist.html']").checkVisibility()`,
		"no error":               `errors.length === 0`,
	} {
		if !browsertest.Ask[bool](t, ctx, script) {
			t.Errorf("%s: not so", what)
		}
	}
}
