/**
 * Phrases that read as if translated, and what to write instead. A space matches any white space, line breaks
 * included.
 * @type {readonly { readonly phrase: RegExp, readonly instead: string }[]}
 */
export const patterns = [
  {
    phrase:
      /(?<!\bthere )\b(?:is|are|was|were) no (?!(?:longer|more|less|fewer|better|worse|different|one)\b)[a-z]+/i,
    instead: 'Write “is not a …”, “unknown …” or “there is no …”',
  },
  { phrase: /\b(?:whoever|whomever)\b/i, instead: 'Write “anyone who”, or name who it is' },
  { phrase: /\banew\b/i, instead: 'Write “again” or “new”' },
  { phrase: /\b(?:be|been|being) had\b/i, instead: 'Write “is available”' },
  { phrase: /\b(?:goes|go|went|going) before\b/i, instead: 'Write “precedes”, “overrides” or “comes first”' },
  { phrase: /\bof (?:which|whom)\b/i, instead: 'Start a new sentence' },
  { phrase: /\bmend(?:s|ed|ing)?\b/i, instead: 'Write “fix”' },
  {
    phrase:
      /\b(?:lie|lies|lay|lying) (?:in|at|on|there|here|below|above|beside|under|outside|inside|between|beyond|next|where)\b/i,
    instead: 'Write “is in”',
  },
  {
    phrase:
      /\b(?:stand|stands|stood|standing) (?!in for\b)(?:in|at|on|there|here|below|above|beside|first|last|where|before)\b/i,
    instead: 'Write “is in”, “is at” or “comes first”',
  },
  // Questions and headings may start like this
  {
    phrase: /(?:^|[.!?] ) *What [a-z’']+(?![a-z’'])(?=[^.?!]*(?:[.;:]|$))/,
    instead: 'Start with the subject',
  },
  {
    phrase: /(?:^|[.;:!?] ) *of (?:that|this|these|those|them|it|each|which)\b/i,
    instead: 'Put the subject first',
  },
  {
    phrase: /(?:^|[.;:!?] ) *(?:nor|neither) (?:do|does|is|are|has|have|can)\b/i,
    instead: 'Write “… doesn’t either”',
  },
  {
    phrase: /[,;] (?:so|as) (?:is|are|do|does|has|have) (?:the|a|an|its|their|each|every|those|what)\b/i,
    instead: 'Put the subject first',
  },
  {
    phrase:
      /\b(?:one|two|three|four|\d+) (?!(?:as|at|between|for|from|has|if|in|is|of|per|that|times|to|when|with)\b)[a-z0-9]+ an? (?:package|distribution|file|folder|layer|library|line|module|project|target|wheel|zip)\b/i,
    instead: 'Write “per package”',
  },
  { phrase: /\b(?:speak|speaks|spoke|spoken|speaking) of\b/i, instead: 'Write “mention” or “be about”' },
  {
    phrase: /\b(?:tell|tells|told|telling|warned|warns|warn|says|say|said) of\b/i,
    instead: 'Write “report”, “warn about” or “say about”',
  },
  { phrase: /\b(?:is|are|was|were) to be [a-z]+/i, instead: 'Write “must be” or “will be”' },
  {
    phrase:
      /\b(?:than|what|if|as|that|which|how|when|where|until) one (?:waits|wants|needs|sees|knows|can|may|must|would|likes|writes|reads)\b/i,
    instead: 'Write “you”',
  },
  { phrase: /\bof others\b/i, instead: 'Write “third-party”, or say whose' },
  { phrase: /\bmakes? of\b/i, instead: 'Write “turn … into”' },
  { phrase: /\bheld against\b/i, instead: 'Write “compared with” or “checked against”' },
  { phrase: /\bsuch as (?:are|is|have|has|can|do)\b/i, instead: 'Write “that …”' },
  { phrase: /\b(?:save|but) for\b/i, instead: 'Write “except”' },
  { phrase: /\btak(?:e|es|en|ing) (?:it |them |that |this )?away\b/i, instead: 'Write “delete” or “remove”' },
  {
    phrase:
      /\bwhere (?:the|a|an|its|this|that|there|it|one|no|nothing|none) (?:[a-z]+ )?(?:allows?|permits?|has none|have none|lacks?|asks?|wants?|needs?|is none|is no|is one|is nothing|is missing|can['’]t)\b/i,
    instead: 'Write “if” or “when”',
  },
  { phrase: /\bbesides(?= *(?:[.,;:]|$))/i, instead: 'Write “also”' },
  {
    phrase:
      /\b(?:hence|whence|thence|lest|thereby|therein|thereof|thereto|wherein|whereby|whereof|hereby|herein|nought|naught|by dint of|for lack of|to be sure)\b/i,
    instead: 'Use a plain word',
  },
];
