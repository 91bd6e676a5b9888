package check

// wordRules are about how things are said.
var wordRules = []Rule{}
