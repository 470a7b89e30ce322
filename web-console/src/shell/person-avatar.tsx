import { RobotOutlined, UserOutlined } from '@ant-design/icons';

const hues = [14, 32, 88, 152, 188, 214, 262, 318];

/** Spreads names over the hues (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/). */
function hueOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hues[(hash >>> 8) % hues.length] ?? 14;
}

/** The letter that tells people apart: "禾" of "小禾", "林" of "林女士". */
function initialOf(name: string): string {
  const letters = [...name.trim()];
  return (letters.length === 2 && /[小阿老]/.test(letters[0] ?? '') ? letters[1] : letters[0]) ?? '';
}

interface PersonAvatarProps {
  name: string;
  size?: number;
  /** Nobody knows who it is, or it is not a person. */
  as?: 'visitor' | 'bot';
}

/** A first letter on a quiet colour that stays the same for the same name. */
export function PersonAvatar({ name, size = 36, as }: PersonAvatarProps) {
  const style = { width: size, height: size, fontSize: size * 0.42, '--hue': hueOf(name) };
  const kind = as === undefined ? 'avatar' : `avatar avatar-${as}`;
  return (
    <span className={kind} style={style} aria-hidden>
      {as === 'bot' ? <RobotOutlined /> : as === 'visitor' ? <UserOutlined /> : initialOf(name)}
    </span>
  );
}
