package check

import (
	"os"
	"slices"
	"strings"
	"testing"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/markdown"
	"backupfirstaid/tools/internal/testsite"
)

func real(t *testing.T) *catalog.Catalog {
	t.Helper()
	c, err := load.Catalog(os.DirFS(testsite.Repository()))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A step that destroys is found in whatever gentler fix of the real data, or routine, it is put.
func TestDestroyingStepsAreFoundWhereverTheyArePlanted(t *testing.T) {
	planted := map[string]string{
		"Erase the phone.":                        "erase",
		"Erase all content and settings.":         "erase",
		"**Erase** the phone.":                    "erase",
		"Tap **Erase All Content and Settings**.": "erase",
		"Open Settings, then tap **Erase All Content and Settings** and confirm.": "erase",
		"Scroll down and choose **Erase all data (factory reset)**.":              "erase",
		"If it does not help, erase the phone and start again.":                   "erase",
		"If the message is still there, wipe the device.":                         "erase",
		"On the computer click **Restore iPhone**.":                               "erase",
		"Press **Restore**.":                                                      "erase",
		"Confirm the erasing.":                                                    "erase",
		"Format the drive on the computer.":                                       "erase",
		"Do a factory reset.":                                                     "erase",
		"Factory reset the phone.":                                                "erase",
		"Reset the phone to factory settings.":                                    "erase",
		"Do not wait any longer, then erase it.":                                  "erase",
		"Do not tap **Cancel**, tap **Erase**.":                                   "erase",
		"Not everything is lost: tap **Factory data reset**.":                     "erase",
		"Run this.\n\n```bash\nfastboot erase userdata\n```":                      "erase",
		"Run this.\n\n```bash\nsudo diskutil eraseDisk APFS x disk2\n```":         "erase",
		"Er\\ase nothing else. &#69;rase the phone.":                              "erase",
		"Now delete the backup.":                                                  "remove",
		"Delete it.":                                                              "remove",
		"Make room by deleting photos.":                                           "remove",
		"Find photos you do not need and delete them.":                            "remove",
		"Tap **Delete Backup**.":                                                  "remove",
		"Hold the icon and select **Remove App**.":                                "remove",
		"Tap the app, then **Delete & Turn Off**.":                                "remove",
		"Press **OK**, and then confirm with **Delete**.":                         "remove",
		"- Look at the list.\n- Delete the oldest backup.":                        "remove",
		"Uninstall the app and install it again.":                                 "remove",
		"Remove the account from the phone.":                                      "remove",
		"Remove the old photos.":                                                  "remove",
		"Tap **Clear storage**.":                                                  "remove",
		"Clear all data of the app.":                                              "remove",
		"Empty the bin.":                                                          "remove",
		"You should delete the folder.":                                           "remove",
		"It is best to delete the old backup.":                                    "remove",
		"In Photos delete the album.":                                             "remove",
		"Run this.\n\n```bash\nrm -rf ~/Library/Backup\n```":                      "remove",
		"Type `adb shell pm clear com.google.android.gms` and press Enter.":       "remove",
		"Run this.\n\n```powershell\nGet-ChildItem x | Remove-Item -Recurse\n```": "remove",
		"Tap **Reset Network Settings**.":                                         "settings",
		"Reset all settings.":                                                     "settings",
		"Tap your name, and sign out.":                                            "settings",
		"Sign the phone out of the account.":                                      "settings",
		"Tap **Sign Out**.":                                                       "settings",
		"Forget the Wi-Fi network.":                                               "settings",
		"Remove the downloads that you can download again.":                       "settings",
		"Uninstall **iTunes**.":                                                   "settings",
	}
	c := real(t)
	count := func(above int, steps catalog.Steps) (found int) {
		(&pass{Catalog: c}).destroying(above, true, nil, steps, func(catalog.Pos, destruction) { found++ })
		return found
	}
	for step, means := range planted {
		prose := catalog.Prose{Text: catalog.Text{Value: step}, Doc: markdown.Parse(step)}
		for _, fix := range c.Fixes {
			rung := catalog.Rung(fix.Touches.Value)
			// On Android, Restore brings chats back; taken for an iPhone's it would be found by itself.
			found := count(rung, plant(fix.Steps, prose)) - count(rung, fix.Steps)
			if want := catalog.Rung(means) > rung; (found == 1) != want {
				t.Errorf("%q in %s (%s): found %d times", step, fix.ID, fix.Touches.Value, found)
				break
			}
		}
		for _, routine := range c.Routines {
			found := count(catalog.RungSettings, plant(routine.Steps, prose)) - count(catalog.RungSettings, routine.Steps)
			if want := catalog.Rung(means) > catalog.RungSettings; (found == 1) != want {
				t.Errorf("%q in the routine %s: found %d times", step, routine.ID, found)
			}
		}
	}
}

// plant puts a step in the middle of the last list of steps.
func plant(s catalog.Steps, step catalog.Prose) catalog.Steps {
	if len(s.ByPlatform) == 0 {
		s.All = slices.Insert(slices.Clone(s.All), len(s.All)/2, step)
		return s
	}
	s.ByPlatform = slices.Clone(s.ByPlatform)
	last := &s.ByPlatform[len(s.ByPlatform)-1]
	last.Steps = slices.Insert(slices.Clone(last.Steps), len(last.Steps)/2, step)
	return s
}

// What only names, warns or does something else with such words is left alone.
func TestHarmlessStepsAreLeftAlone(t *testing.T) {
	for _, step := range []string{
		"Do not tap **Erase All Content and Settings**, which erases the phone.",
		"**Do not** tap **Erase**.",
		"Never delete the backup.",
		"Leave **Delete Backup** alone.",
		"Leave the button **Erase** as it is.",
		"Tap **Cancel** if it offers to sign out or to delete something.",
		"If it says that content will be erased, tap **Cancel**.",
		"If **Erase** appears, stop.",
		"Tap **Move**, not **Delete** or **Move to Trash**.",
		"Tap **Clear cache**. **Clear storage** is beside it and can delete pictures.",
		"Tap **Offload App** instead of **Delete App**.",
		"Tap the line above **Erase All Content and Settings**.",
		"Tap **Transfer or Reset iPhone**.",
		"Open {place:reset} and look for **Erase**.",
		"Go on without deleting anything.",
		"You must not erase or delete anything.",
		"Only look: delete nothing there.",
		"Restore erases. Update, not Restore.",
		"Update, not Restore. Restore erases.",
		"Press no button **Restore** on a computer meanwhile.",
		"Choose **Restore Purchases**.",
		"Wait until the phone has been reset by the shop.",
		"The backup is deleted after 30 days. A factory reset is not needed.",
		"Remove the cable.",
		"Remove the case if the phone is hot.",
		"Pull out the SIM tray and remove it.",
		"Remove the SIM card, and the battery.",
		"Remove the pairing marks from the plug.",
		"Wipe the port with a dry cloth.",
		"Wipe the contacts clean.",
		"Delete the last letter and type it again.",
		"Clear the search box.",
		"Look at the format of the date.",
		"Choose the format MP4.",
		"Choose the format of the export.",
		"Empty your pockets.",
		"Forget the time: it takes as long as it takes.",
		"Sign in, and look out for a message.",
		"Run this.\n\n```bash\ndf -h / # rm would be wrong\n```",
		"Run this.\n\n```bash\nadb shell bmgr backupnow --all\n```",
		"Read what [erasing](fix:erase-and-restore-icloud) means.",
		"Skip the question about deleting.",
		"Nobody can reset that password.",
		"Copy the photos before you delete them.",
	} {
		prose := catalog.Prose{Text: catalog.Text{Value: step}, Doc: markdown.Parse(step)}
		(&pass{Catalog: &catalog.Catalog{}}).destroying(0, true, nil, catalog.Steps{All: []catalog.Prose{prose}}, func(_ catalog.Pos, d destruction) {
			if strings.Contains(step, "pairing") && d.rung == catalog.RungSettings {
				return
			}
			t.Errorf("%q: %q (%s)", step, d.said, catalog.Ladder[d.rung])
		})
	}
}

// A link to the fix that does it, rated so, is no step without its warning.
func TestALinkToARiskyFixIsNoDestroyingStep(t *testing.T) {
	c := real(t)
	for step, want := range map[string]int{
		"[Erase the phone and restore it](fix:erase-and-restore-icloud).": 0,
		"[Erase the phone](fix:restart-phone).":                           1,
		"[Erase the phone](page:guides/resets-compared).":                 1,
	} {
		got := 0
		prose := catalog.Prose{Text: catalog.Text{Value: step}, Doc: markdown.Parse(step)}
		(&pass{Catalog: c}).destroying(catalog.RungSettings, true, nil, catalog.Steps{All: []catalog.Prose{prose}}, func(catalog.Pos, destruction) { got++ })
		if got != want {
			t.Errorf("%q: found %d times", step, got)
		}
	}
}

func TestSecretsThatAreAskedFor(t *testing.T) {
	for text, want := range map[string]bool{
		"Send us your passcode.":                                       true,
		"Email the password to the support team.":                      true,
		"If it fails, tell the helper your PIN.":                       true,
		"Read the verification code aloud to the person on the phone.": true,
		"Write to us, and include your password in the message.":       true,
		"Write the recovery key in the issue.":                         true,
		"Reply with the code from the text message.":                   true,
		"Leave the passcode with the shop.":                            true,
		"Upload your recovery key.":                                    true,
		"We need your password to look at the backup.":                 true,
		"Enter the password on [this page](https://unlock.example/).":  true,
		"Enter your Apple Account password at icloud-help.com.":        true,
		"Post your backup code in the forum.":                          true,
		"Do not wait, then text the code you received to the helper.":  true,
		"**Share** the passcode with a technician.":                    true,
		"Tell support your model and your passcode.":                   true,

		"Never give anybody your password.":                                          false,
		"No honest support person asks for your password, a code or remote control.": false,
		"Do not tell anyone the code.":                                               false,
		"Enter the passcode when asked.":                                             false,
		"Enter your password on [Apple's page](https://account.apple.com/).":         false,
		"Enter the password at iforgot.apple.com.":                                   false,
		"Write the password down in two places.":                                     false,
		"Write down the PIN.":                                                        false,
		"Give the backup a new password.":                                            false,
		"Share the Wi-Fi password with the new iPhone.":                              false,
		"Tell support the error code and the model.":                                 false,
		"Tell them both numbers and your iOS version. Nobody needs your password.":   false,
		"If somebody asks for the code, hang up.":                                    false,
		"Tap **Show Password**.":                                                     false,
		"Have the password at hand.":                                                 false,
		"Send the log to support, and enter the passcode on the phone.":              false,
		"Press the Windows key and **R**.":                                           false,
		"Google sends a code. Type it into the phone.":                               false,
		"Leave out passwords, codes and names.":                                      false,
		"Put the paper with the password in a safe.":                                 false,
	} {
		doc := markdown.Parse(text)
		if got := len(asked(wordsBySentence(doc), doc)) > 0; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestProgramsThatAreOffered(t *testing.T) {
	for text, want := range map[string]bool{
		"Use Dr.Fone for this.":                                    true,
		"Try Dr. Fone first.":                                      true,
		"Tenorshare UltData brings it back.":                       true,
		"If nothing helps, **Disk Drill** may.":                    true,
		"Download a data recovery tool.":                           true,
		"Then install an iPhone unlocker app.":                     true,
		"If it does not open, use PhoneRescue.":                    true,
		"Get the rescue kit of another maker.":                     true,
		"Never use Dr.Fone.":                                       false,
		"Dr.Fone does not open it either.":                         false,
		"Be wary of programs such as iMyFone.":                     false,
		"Do not download recovery software.":                       false,
		"Use Google's account recovery.":                           false,
		"Download the account recovery form of the app.":           false,
		"Put the phone into recovery mode and install the update.": false,
		"Install Smart Switch.":                                    false,
		"That would be stellar.":                                   false,
	} {
		if got := len(programsOffered(wordsBySentence(markdown.Parse(text)))) > 0; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for address, want := range map[string]bool{
		"https://drfone.wondershare.com/x": true, "https://WWW.Tenorshare.com./": true, "https://user@imobie.com:443/x": true,
		"https://notwondershare.com/": false, "https://support.apple.com/wondershare.com": false, "fix:wondershare.com": false,
	} {
		if got := sellerOf(address) != ""; got != want {
			t.Errorf("%q: %v", address, got)
		}
	}
}
