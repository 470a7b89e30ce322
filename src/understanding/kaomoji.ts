/** Signs that faces are drawn with, and that no price, size or model number is written with. */
const faceSigns = new Set(
  '°º˚□▽∇△ω∀дД益皿﹏ᴗ‿⌒︿︵‸◡◕●○⊙◉☉•・≧≦><＞＜´`｀′‵￣¯\u{304}^＾ಠಥʘ눈ᵔᴥ_＿ﾟ゜｡✿❀╯╰ヽヾノﾉづつツ〃﹃Σεзㅂㅅㅁᗜ',
);
/** What else may stand between the brackets of a face. */
const faceFillers = new Set('·。;；*＊.．っッシヘへ口⊂⊃≡=＝~～-ー\'"“”,:|/\\!！?？+tToO0xXuUqQvVmnwW3# ');

/** Arms, tears and tables around the brackets. */
const arms = '[╯╰ヽヾノﾉ┐┌└┘┑┗┛┏┓ง۶وづつっッシ~～彡☞✧☆★≡Σσ♪♡︵┻┴━─｡゜ﾟ・*]';
const bracketed = new RegExp(`${arms}{0,6}[(（ʕ]([^()（）ʕʔ\\n]{2,16})[)）ʔ]${arms}{0,8}`, 'gu');

/** Faces whose arms or brackets are letters and strokes. */
const fixed = /[¯￣]?\\_[(（][ツシ][)）]_\/[¯￣]?|(?<![a-z0-9])m[(（]_ {0,2}_[)）]m(?![a-z0-9])/giu;

/** Faces without brackets. A letter or digit beside them means that they are part of a name. */
const bare = new RegExp(
  `(?<![a-z0-9])(?:${[
    '\\^[_.\\-o]{0,3}\\^;?',
    '[>＞][_.﹏]{1,3}[<＜]',
    't[_.]{1,3}t|tat|qaq|qwq|tvt|orz|otz',
    ';_{1,3};|;w;',
    'o_{1,3}o|@_{1,3}@|\\*_{1,3}\\*|\\$_{1,3}\\$|x_{1,3}x|u_{1,3}u|0_{1,3}0',
    '-_{1,3}-\\|{0,3}|=_{1,3}=|=\\.=|≧[▽ω﹏]≦',
    '[:;]-?[)(]{1,3}(?=\\s|$)',
  ].join('|')})(?![a-z0-9])`,
  'giu',
);

/**
 * Takes out faces that are drawn with signs: (╯°□°）╯, (T_T), ^_^, orz. Model numbers, prices and sizes stay, also
 * in brackets: a face holds at least two signs that none of these is written with, or the same eye on both sides.
 */
export function removeKaomoji(text: string): string {
  return text
    .replace(fixed, ' ')
    .replace(bracketed, (found, inside: string) => (isFace(inside) ? ' ' : found))
    .replace(bare, ' ');
}

function isFace(inside: string): boolean {
  const characters = [...inside.trim()];
  const fits = characters.every(
    (character) => faceSigns.has(character) || faceFillers.has(character) || /\p{Mn}/u.test(character),
  );
  if (!fits) return false;
  const signs = characters.filter((character) => faceSigns.has(character)).length;
  return signs >= 2 || /^(?:([to0x;u@-])_{1,3}\1|([tou-])\.{1,3}\2)$/iu.test(inside.trim());
}
