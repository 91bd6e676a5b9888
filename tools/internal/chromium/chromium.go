// Package chromium finds a browser that is there: Chromium, or one built on it.
package chromium

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Find gives the path of the browser, "" where there is none. On Linux it is one that PATH leads to;
// elsewhere browsers are not in it and lie where their installers put them.
func Find() string {
	for _, name := range append(names, places(runtime.GOOS)...) {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// names are what the browser is called on different systems.
var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

func places(system string) []string {
	switch system {
	case "darwin":
		return []string{
			"/Applications/Chromium.app/Contents/MacOS/Chromium",
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		}
	case "windows":
		var out []string
		for _, variable := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
			if folder := os.Getenv(variable); folder != "" {
				// Every Windows has Edge, which is built on Chromium.
				for _, file := range []string{`Google\Chrome\Application\chrome.exe`, `Chromium\Application\chrome.exe`, `Microsoft\Edge\Application\msedge.exe`} {
					out = append(out, filepath.Join(folder, file))
				}
			}
		}
		return out
	}
	return nil
}
