import { linkify } from './linkify.js';

/** Text as people wrote it, with line breaks kept and web addresses to click. */
export function RichText({ words }: { words: string }) {
  return (
    <span className="rich-text">
      {linkify(words).map((part, index) =>
        part.kind === 'text' ? (
          part.words
        ) : (
          // The same address may stand twice in one text: only its place is unique.
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text never move
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
            {part.href}
          </a>
        ),
      )}
    </span>
  );
}
