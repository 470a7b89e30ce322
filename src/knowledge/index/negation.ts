/** A text with what it denies taken apart from what it says. */
export interface Polarity {
  /** The first two characters of what each negation denies (没收到 → 收到, 不能退 → 退). */
  denied: string[];
  /** The text without its negations and what they deny. */
  affirmed: string;
}

/** A-not-A questions (能不能, 可不可以, 收没收到) ask openly: they say A. */
const openQuestion = /(\p{Script=Han})[不没]\1/gu;
/** Words that look negated and are not, and openings that deny nothing of the matter. */
const fixedWords =
  /不好意思|对不起|不错|差不多|不然|不同|不过|不管|不知道|不清楚|不明白|没关系|没事|无理由|无线|别的|特别|分别|级别|类别|性别|区别|识别/g;
/** A negation, the ability or wish that it may deny, and up to two characters of what it is about. */
const negation =
  /(?:没有?|未|无法|别|禁止|拒绝|不)(?:能够?|可以?|支持|给|让|许|准|予|得|会|包|用|需要|需|想|要)?([^\P{Script=Han}吗呢吧啊呀了么的]{1,2})/gu;

/** Asks plainly what an A-not-A question asks: 能不能退 → 能退. */
export function askPlainly(text: string): string {
  return text.replace(openQuestion, '$1');
}

/** Every negation, open question and fixed word above holds one of these. */
const mayDeny = /[不没未无别禁拒]/u;

/** @param text Normalised. */
export function readPolarity(text: string): Polarity {
  // Most questions deny nothing, and every candidate of every query is looked at.
  if (!mayDeny.test(text)) return { denied: [], affirmed: text };
  const denied: string[] = [];
  const affirmed = askPlainly(text)
    .replace(fixedWords, ' ')
    .replace(negation, (_, what: string) => {
      denied.push(what);
      return ' ';
    });
  return { denied, affirmed };
}

/** Whether one text denies what the other affirms: 没收到 and 收到了, 不要发票 and 开发票. */
export function contradict(a: Polarity, b: Polarity): boolean {
  return deniesWhatIsSaid(a, b) || deniesWhatIsSaid(b, a);
}

function deniesWhatIsSaid(a: Polarity, b: Polarity): boolean {
  return a.denied.some((what) => b.affirmed.includes(what) && !a.affirmed.includes(what));
}
