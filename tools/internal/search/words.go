package search

import "strings"

// stopWords say nothing about what is wrong.
const stopWords = "a an and are as at be been but by can could did do does even for from get getting go had has have how i if in into is it its " +
	"just keep keeps me my of on or please help pls plz hello hi so than that the their then there these they this to up was what when where which while why will with would " +
	"you your im ive says say said saying show shows see am any am were also anyone trying try tried"

// sameWords are words for one thing: what it was called before or elsewhere, British and American, long and short.
// Each line ends in the word that stands for all.
const sameWords = `
cant cannot couldnt wont doesnt didnt isnt hasnt havent arent wouldnt unable dont no not
grayed gray
cellular cell mobile
id account
reboot restart
pictures picture pics pic images image photo
sms texts text
pc laptop macbook computer
mac computer
disappeared dissapeared vanished missing lost gone
frozen freezes freeze froze hangs hang hung stucked stuck
space room memory storage
handset telephone phone
wipe wiped erase
wlan wifi
login signin
organisation company work
failure fails fail
problems issue issues problem
msg msgs message
licence license
licences license
cancelled cancel
automaticly automatic
passcode pin
movie movies film films clip clips video
verification verify
updating upgrade update
hdd drive
taking takes take
previous old
apps application applications app
rejected refused denied
phoned phone
corrupted corrupt
damaged damage
incorrect wrong
quota storage
gigabyte gigabytes gb
percentage percent
temporarily temporary
administrator admin
automatically automatic
switched turned turn
fone phone
motorola moto nokia xperia sony fairphone android
`

// joinedWords are written as one word, two, or with a hyphen.
const joinedWords = `
back up: backup
wi fi: wifi
set up: setup
sign in: signin
log in: signin
whats app: whatsapp
i cloud: icloud
i phone: iphone
i pad: ipad
i tunes: itunes
one drive: onedrive
smart switch: smartswitch
play store: playstore
time out: timeout
e mail: email
down load: download
pass word: password
pass code: passcode
finger print: fingerprint
hard drive: disk
hard disk: disk
google one: google
can not: not
`

// modelWords are followed by a number that is a name and no error.
const modelWords = "iphone ipad ios ipados android pixel galaxy windows macos note redmi mi oneplus one ui version macbook s"

// unitWords follow a number that counts something and is no error.
const unitWords = "percent gb mb tb day days week weeks month months hour hours minute minutes year years item items photos of times"

var (
	stopped = set(stopWords, func(w string) string { return w })
	same    = sameTerms()
	joins   = joinedTerms()
	models  = set(modelWords, stem)
	units   = set(unitWords, stem)
)

func set(words string, as func(string) string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[as(w)] = true
	}
	return m
}

func sameTerms() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(sameWords) {
		words := strings.Fields(line)
		for _, w := range words {
			if from, to := stem(w), stem(words[len(words)-1]); from != to {
				m[from] = to
			}
		}
	}
	return m
}

func joinedTerms() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(joinedWords) {
		if from, to, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			a, b, _ := strings.Cut(from, " ")
			m[stem(a)+" "+stem(b)] = single(to)
		}
	}
	return m
}
