package check

// riskRules are about what could cost a reader something.
var riskRules = []Rule{}
