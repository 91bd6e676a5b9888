package check

import "slices"

// Rules are all rules, in the order a file is read: what the file is, what it
// holds, what it points at, what order and warnings it promises, what it rests on,
// how it is worded, what its texts may contain.
var Rules = slices.Concat(fileRules, shapeRules, linkRules, ladderRules, riskRules, evidenceRules, wordRules, textRules, safetyRules)

const whyLinks = "A link that leads nowhere leaves a reader stuck in the middle of a list."
