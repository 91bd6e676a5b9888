package markdown

// MostLines is how many lines a text may have.
const MostLines = mostLines
