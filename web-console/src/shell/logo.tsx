import { text } from '../strings.js';

/** The mark: a speech bubble with a shop's counter lines. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" role="img">
      <title>{text.brand}</title>
      <rect width="64" height="64" rx="15" fill="#d4380d" />
      <path
        d="M15 19.5A5.5 5.5 0 0 1 20.5 14h23a5.5 5.5 0 0 1 5.5 5.5v18a5.5 5.5 0 0 1-5.5 5.5H33l-9.2 7.6c-.9.8-2.3.1-2.3-1.1V43h-1a5.5 5.5 0 0 1-5.5-5.5z"
        fill="#fff"
      />
      <path d="M23 25h18M23 33h11" stroke="#d4380d" strokeWidth="4" strokeLinecap="round" />
    </svg>
  );
}
