import { hiddenInWords, revealed } from '../../../shared/domain/hidden-text.ts';

/** How many texts are named. */
const NAMED = 3;
/** How much of a text a sentence shows. */
const SHOWN = 80;

/**
 * What hides in the texts that a change was given, each as a sentence: whoever changes something by a form, a sheet or a command is told.
 * What a form showed before is not what it gives.
 */
export function hiddenInInput(input: unknown): string[] {
  const found = new Set<string>();
  collect(input, found);
  const sentences = [...found].slice(0, NAMED).map((text) => {
    const shown = Array.from(revealed(text));
    const cut = shown.length > SHOWN ? `${shown.slice(0, SHOWN).join('')}…` : shown.join('');
    return `'${cut}' was given with characters that nobody sees, or that turn what stands beside them: ${hiddenInWords(text)}. Write it anew without them, unless they are meant.`;
  });
  if (found.size > NAMED) sentences.push(`${found.size - NAMED} more texts were given with such characters.`);
  return sentences;
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    if (revealed(value) !== value) found.add(value);
  } else if (Array.isArray(value)) {
    for (const each of value) collect(each, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) if (name !== 'shown') collect(each, found);
  }
}
