package check

// safetyRules are about what could do harm from inside a text.
var safetyRules = []Rule{}
