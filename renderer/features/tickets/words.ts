export const WORDS = {
  title: 'Tickets',
  description: 'What Spot is written to about, in the order of the procedure.',
  copy: 'Copy text',
  save: 'Save files…',
  draft: 'Make the draft anew',
  sent: 'I sent it…',
  followUp: 'Prepare follow-up',
  allTheSame: 'It goes out all the same',
  blocked: 'Not yet: these have to be put right first',
} as const;
