package chromium

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere a browser may lie outside of PATH")
	}
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	if got := Find(); got != "" {
		t.Errorf("found %q in an empty folder", got)
	}
	file := filepath.Join(dir, "google-chrome")
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	if got := Find(); got != file {
		t.Errorf("found %q", got)
	}
}

func TestPlaces(t *testing.T) {
	t.Setenv("ProgramFiles", `C:\Program Files`)
	t.Setenv("LocalAppData", "")
	got := strings.Join(places("windows"), "\n")
	if !strings.Contains(got, "chrome.exe") || !strings.Contains(got, "msedge.exe") {
		t.Error(got)
	}
	if len(places("darwin")) == 0 || len(places("linux")) != 0 {
		t.Error(places("darwin"), places("linux"))
	}
}
