package hugo

import "testing"

// What is made before Hugo runs is for the address that Hugo builds for.
func TestAddressIsTheOneThatIsBuiltFor(t *testing.T) {
	root := tree(t, small)
	overlay := map[string][]byte{"generated/blocks.json": []byte(`{"x": "data"}`)}
	for given, want := range map[string]string{"": "https://a.example/sub/", "https://b.example/": "https://b.example/"} {
		got, err := Address(root, given)
		if err != nil || got != want {
			t.Errorf("%q: got %q, %v", given, got, err)
		}
		built, err := Build(Options{Root: root, BaseURL: given, Overlay: overlay})
		if err != nil || built.BaseURL != want {
			t.Errorf("%q: built for %q, %v", given, built.BaseURL, err)
		}
	}
	if _, err := Address(tree(t, "-- config.toml --\nbaseURL = \n"), ""); err == nil {
		t.Error("a configuration that is none: no error")
	}
}
