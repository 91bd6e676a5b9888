package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"backupfirstaid/tools/internal/testsite"
)

// workflow is what a test looks at of a file in .github/workflows.
type workflow struct {
	On          any
	Permissions any
	Jobs        map[string]struct {
		Permissions any
		Timeout     int `yaml:"timeout-minutes"`
		Uses        string
		Steps       []struct {
			Uses, Run string
			With      map[string]any
		}
	}
}

var (
	pinned      = regexp.MustCompile(`^\s*(?:- )?uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	variable    = regexp.MustCompile(`\$\{?\w+\}?[\w./-]*`)
	assignments = regexp.MustCompile(`^(?:\w+=\S* )+`)
	redirection = regexp.MustCompile(` [|>].*$`)
)

// command is a line of shell without what differs from place to place: the values of
// variables, the environment, and where its output goes.
func command(line string) string {
	line = redirection.ReplaceAllString(strings.TrimSpace(line), "")
	return variable.ReplaceAllString(assignments.ReplaceAllString(line, ""), "$")
}

// faults says what a workflow may not do, or does without the gate doing it too.
func faults(source, gate string) (found []string) {
	complain := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	var w workflow
	if err := yaml.Unmarshal([]byte(source), &w); err != nil {
		return []string{err.Error()}
	}
	for line := range strings.Lines(source) {
		line = strings.TrimRight(line, "\n")
		if strings.Contains(line, "uses:") && !pinned.MatchString(line) {
			complain("not pinned by a commit and its version: %s", line)
		}
	}
	// Both run with the rights of this repository on what others have written.
	for _, event := range []string{"pull_request_target", "workflow_run"} {
		if strings.Contains(source, event) {
			complain("uses %s", event)
		}
	}
	if strings.Contains(source, "secrets.") || strings.Contains(source, "secrets[") {
		complain("uses a secret")
	}
	if !maps.Equal(rights(w.Permissions), map[string]string{"contents": "read"}) {
		complain("the whole workflow may do %v", w.Permissions)
	}
	var commands []string
	for line := range strings.Lines(gate) {
		commands = append(commands, command(line))
	}
	for _, name := range slices.Sorted(maps.Keys(w.Jobs)) {
		job := w.Jobs[name]
		if job.Timeout == 0 {
			complain("job %s may run for ever", name)
		}
		if job.Uses != "" {
			complain("job %s runs another workflow, %s", name, job.Uses)
		}
		own := map[string]string{}
		if job.Permissions != nil {
			own = rights(job.Permissions)
		}
		deploys := len(job.Steps) == 1 && strings.HasPrefix(job.Steps[0].Uses, "actions/deploy-pages@")
		for _, right := range slices.Sorted(maps.Keys(own)) {
			reads := own[right] == "read" && (right == "contents" || right == "pages")
			if publishes := own[right] == "write" && (right == "pages" || right == "id-token"); !reads && (!publishes || !deploys) {
				complain("job %s may %s %s", name, own[right], right)
			}
		}
		for _, step := range job.Steps {
			if keep, ok := step.With["persist-credentials"]; strings.HasPrefix(step.Uses, "actions/checkout@") && (!ok || keep != false) {
				complain("job %s leaves its token in the folder", name)
			}
			for line := range strings.Lines(step.Run) {
				line = strings.TrimSpace(line)
				if strings.Contains(line, "${{") {
					complain("what is between ${{ and }} would become a command: %s", line)
				}
				if line != "" && line != "bash .ci/run" && !slices.Contains(commands, command(line)) {
					complain(".ci/run does not run: %s", line)
				}
			}
		}
	}
	return found
}

// rights is a list of permissions, or one word for all of them.
func rights(permissions any) map[string]string {
	all := map[string]string{}
	switch p := permissions.(type) {
	case map[string]any:
		for right, level := range p {
			all[right] = fmt.Sprint(level)
		}
	default:
		all["everything"] = fmt.Sprint(p)
	}
	return all
}

func TestWorkflowsAreSafeAndRunWhatTheGateRuns(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testsite.Repository(), ".github/workflows/*"))
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults(string(source), guide(t, ".ci/run")) {
			t.Errorf("%s: %s", filepath.Base(file), fault)
		}
	}
}

func TestEachFaultOfAWorkflowIsFound(t *testing.T) {
	gate := guide(t, ".ci/run")
	for _, c := range []struct{ file, old, new, want string }{
		{"check", "  pull_request:", "  pull_request_target:", "uses pull_request_target"},
		{"check", "# v7.0.1", "", "not pinned"},
		{"check", "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1", "actions/checkout@v7", "not pinned"},
		{"check", "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1", "actions/checkout@3d3c42e", "not pinned"},
		{"check", "permissions:\n  contents: read\n", "", "the whole workflow may do <nil>"},
		{"check", "  contents: read\n", "  contents: write\n", "the whole workflow may do"},
		{"check", "permissions:\n  contents: read\n", "permissions: write-all\n", "the whole workflow may do write-all"},
		{"check", "    timeout-minutes: 10\n", "", "job facts may run for ever"},
		{"check", "    timeout-minutes: 10\n", "    timeout-minutes: 10\n    permissions:\n      pull-requests: write\n", "job facts may write pull-requests"},
		{"check", "    timeout-minutes: 10\n", "    timeout-minutes: 10\n    permissions: write-all\n", "job facts may write-all everything"},
		{"check", "          persist-credentials: false\n", "", "job facts leaves its token"},
		{"check", "persist-credentials: false", "persist-credentials: true", "job facts leaves its token"},
		{"check", "check --format github", "check --format github --strict", ".ci/run does not run: go run ./tools/data check --format github --strict"},
		{"check", "check --format github", "stale", ".ci/run does not run"},
		{"check", "run: go run", "run: |\n          curl https://example.com\n          go run", ".ci/run does not run: curl"},
		{"check", "check --format github", "check --format ${{ github.head_ref }}", "would become a command"},
		{"publish", `--base-url "$BASE_URL"`, `--base-url "${{ steps.pages.outputs.base_url }}"`, "would become a command"},
		{"publish", "      pages: read\n", "      pages: write\n", "job build may write pages"},
		{"publish", "      id-token: write\n", "      id-token: write\n      contents: write\n", "job deploy may write contents"},
		{"publish", "      - id: deployment\n", "      - run: bash .ci/run\n      - id: deployment\n", "job deploy may write"},
		{"publish", "          BASE_URL:", "          TOKEN: ${{ secrets.TOKEN }}\n          BASE_URL:", "uses a secret"},
	} {
		source := guide(t, ".github/workflows/"+c.file+".yml")
		changed := strings.Replace(source, c.old, c.new, 1)
		if changed == source {
			t.Errorf("%s does not hold %q", c.file, c.old)
		}
		if found := faults(changed, gate); !slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, c.want) }) {
			t.Errorf("%q instead of %q: want %q, found %q", c.new, c.old, c.want, found)
		}
	}
	// The gate loses a command of a workflow, or only speaks of it.
	for _, gate := range []string{strings.ReplaceAll(gate, "--base-url", "--url"), strings.ReplaceAll(gate, "  go run ./tools/site", "# go run ./tools/site")} {
		if found := faults(guide(t, ".github/workflows/publish.yml"), gate); len(found) != 1 || !strings.Contains(found[0], ".ci/run does not run: go run ./tools/site build") {
			t.Errorf("found %q", found)
		}
	}
}
