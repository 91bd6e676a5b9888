// Package terminal is what both commands have in common: how they are called, how
// they end, and whether they may write in color.
package terminal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/mattn/go-isatty"
)

// The exit codes of both commands.
const (
	// OK: nothing is wrong.
	OK = 0
	// Found: there are findings that count, or a build failed.
	Found = 1
	// Unusable: the command was called wrongly, or its input can't be read.
	Unusable = 2
)

// ErrFound ends a command with [Found] when it has already said why.
var ErrFound = errors.New("")

// Failure is an error that ends a command with [Found] rather than [Unusable].
type Failure struct{ Err error }

func (f Failure) Error() string { return f.Err.Error() }

func (f Failure) Unwrap() error { return f.Err }

// Run parses arguments into the fields of cli, runs the command they name with the
// bindings as possible arguments, and gives the exit code. Help goes to out and all
// complaints to errs.
func Run(name, description string, cli any, args []string, out, errs io.Writer, bindings ...any) int {
	code := -1
	parser, err := kong.New(cli, kong.Name(name), kong.Description(description),
		kong.Writers(out, errs), kong.Exit(func(c int) { code = c }), kong.Bind(bindings...),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		fmt.Fprintf(errs, "%s: %v\n", name, err)
		return Unusable
	}
	if len(args) == 0 {
		_, _ = parser.Parse([]string{"--help"})
		return Unusable
	}
	ctx, err := parser.Parse(args)
	if code >= 0 {
		return code
	}
	if err != nil {
		fmt.Fprintf(errs, "%s: %v\nHelp: go run ./tools/%s --help\n", name, err, name)
		return Unusable
	}
	err = ctx.Run()
	var failure Failure
	switch {
	case err == nil:
		return OK
	case errors.Is(err, ErrFound):
		return Found
	case errors.As(err, &failure):
		fmt.Fprintf(errs, "%s: %v\n", name, err)
		return Found
	default:
		fmt.Fprintf(errs, "%s: %v\n", name, err)
		return Unusable
	}
}

// Is tells whether w is a terminal that a person looks at.
func Is(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// Color tells whether w may be written to in color: it is a terminal, and NO_COLOR
// is not set (https://no-color.org).
func Color(w io.Writer) bool {
	return Is(w) && os.Getenv("NO_COLOR") == "" && !strings.EqualFold(os.Getenv("TERM"), "dumb")
}
