// Copies and sends the note for whoever helps. What is typed into it is not stored.
const slip = document.querySelector(".slip")
if (slip) {
  const [copy, send] = document.querySelectorAll(".send button")
  const text = () => [...slip.children].map(line => (line.textContent + (line.querySelector("input")?.value ?? "")).trim()).join("\n")
  copy.hidden = !navigator.clipboard
  copy.addEventListener("click", () => copyText(text(), copy))
  send.hidden = !navigator.share
  // Whoever closes what the phone opens for sending has sent nothing, and knows it.
  send.addEventListener("click", () => navigator.share({ text: text() }).catch(() => {}))
}
