package check

import "strings"

// term is a word that the site uses for one thing, and others for the same.
type term struct {
	wanted string
	// others are in small letters. A name whose others hold it in small letters is held to its capitals.
	others string
	// older tells that the other is an older name, which may be told as such.
	older bool
	// verb tells that the other may be a noun and a preposition: "see the log in the folder".
	verb bool
}

// nouns are words behind which "log" is a list of what happened.
var nouns = map[string]bool{"a": true, "the": true, "this": true, "that": true, "each": true, "your": true, "its": true, "backup": true, "error": true}

// glossary is the one list of words that everybody keeps to. It holds what is sure: what the
// makers write themselves, and the word of two that more readers know.
var glossary = []term{
	{wanted: "Apple Account", others: "apple account, apple id, appleid, apple-id", older: true},
	{wanted: "Apple Accounts", others: "apple accounts, apple ids", older: true},
	{wanted: "Google Account", others: "google account"},
	{wanted: "Google Accounts", others: "google accounts"},
	{wanted: "Google One", others: "google one, googleone"},
	{wanted: "Google Photos", others: "google photos"},
	{wanted: "Google Drive", others: "google drive"},
	{wanted: "Google Play services", others: "google play services"},
	{wanted: "Play services", others: "play services"},
	{wanted: "Play Store", others: "play store, playstore"},
	{wanted: "Smart Switch", others: "smart switch, smartswitch"},
	{wanted: "Samsung Cloud", others: "samsung cloud"},
	{wanted: "One UI", others: "one ui, oneui"},
	{wanted: "Android", others: "android"},
	{wanted: "iPhone", others: "iphone, i-phone"},
	{wanted: "iPhones", others: "iphones, i-phones"},
	{wanted: "iPad", others: "ipad, i-pad"},
	{wanted: "iPads", others: "ipads, i-pads"},
	{wanted: "iCloud", others: "icloud, i-cloud"},
	{wanted: "iTunes", others: "itunes"},
	{wanted: "iMessage", others: "imessage"},
	{wanted: "iOS", others: "ios"},
	{wanted: "iPadOS", others: "ipados"},
	{wanted: "macOS", others: "macos, mac os x, mac os, os x"},
	{wanted: "Face ID", others: "face id, faceid"},
	{wanted: "Touch ID", others: "touch id, touchid"},
	{wanted: "WhatsApp", others: "whatsapp, whats app, what's app"},
	{wanted: "Wi-Fi", others: "wi-fi, wifi, wi fi, wlan"},
	{wanted: "Bluetooth", others: "bluetooth, blue tooth"},
	{wanted: "email", others: "e-mail"},
	{wanted: "emails", others: "e-mails"},
	{wanted: "phone", others: "smartphone, smart phone, handset, cellphone, cell phone, mobile phone"},
	{wanted: "phones", others: "smartphones, smart phones, handsets, cellphones, cell phones, mobile phones"},
	{wanted: "app", others: "application"},
	{wanted: "apps", others: "applications"},
	{wanted: "backup", others: "back-up"},
	{wanted: "backups", others: "back-ups"},
	{wanted: "restart", others: "reboot"},
	{wanted: "restarts", others: "reboots"},
	{wanted: "restarted", others: "rebooted"},
	{wanted: "restarting", others: "rebooting"},
	{wanted: "sign in", others: "log in, log into", verb: true},
	{wanted: "signs in", others: "logs in, logs into", verb: true},
	{wanted: "signed in", others: "logged in, logged into, logged on"},
	{wanted: "signing in", others: "logging in, logging into, logging on"},
	{wanted: "sign-in", others: "login, log-in, logon, log-on"},
	{wanted: "sign out", others: "log out, log off", verb: true},
	{wanted: "signed out", others: "logged out, logged off"},
	{wanted: "signing out", others: "logging out, logging off"},
	{wanted: "sign-out", others: "logout, log-out, logoff, log-off"},
}

// terms are the words of the glossary and their others, ready to be looked for.
var terms = func() *phrases[term] {
	ps := newPhrases[term]()
	for _, t := range glossary {
		for _, other := range strings.Split(t.others, ", ") {
			ps.add(other, t)
		}
	}
	return ps
}()

// wording is a phrase that says less than it seems, or more than it should.
type wording struct{ why, wayOut string }

var (
	guess    = wording{"is a guess", "say what is known, or how the reader can tell"}
	belittle = wording{"sounds as if it were nothing", "leave it out: what is easy for one is not for another"}
	blame    = wording{"puts the blame on the reader", "say what happened, not who did it"}
)

// unplain are words that help nobody who is worried.
var unplain = func() *phrases[wording] {
	ps := newPhrases[wording]()
	for _, list := range []struct {
		about  wording
		spoken string
	}{
		{guess, `probably, presumably, hopefully, with luck, with any luck, should work, should be fine, should be ok,
			might work, may work, could work, should fix it, should help, might help, might fix it, i think, we think,
			in theory, normally works, usually works, seems to work`},
		{belittle, `simply, obviously, of course, easily, easy, trivial, trivially, effortless, effortlessly, needless to say,
			as everyone knows, as you know, just tap, just press, just click, just open, just choose, just select, just type,
			just enter, just turn, just switch, just hold, just go, just restart, just wait, just delete, just try, just plug,
			just connect, just do, just follow`},
		{blame, `you forgot, you failed, you neglected, you should have made, you should have saved, you should have checked,
			you should have known, you should have done, you should have backed, you should have kept, you should have read,
			you should have been, you should have copied, you should have turned, you shouldn't have, you should not have, you did not bother, you didn't bother, you were careless, your fault, your own fault,
			your mistake, your own mistake, user error, user mistake, stupid, stupidly, silly, foolish, careless, carelessly,
			dumb, idiot, idiots`},
	} {
		for _, said := range strings.Split(list.spoken, ",") {
			ps.add(strings.Join(strings.Fields(said), " "), list.about)
		}
	}
	return ps
}()
